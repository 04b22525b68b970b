import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Json, JsonObject } from '../core/canonical-json'
import { AppError } from '../core/errors'
import { upgraded } from './upgrade-state'

/** A free account, a paid one of one person, and one of an organisation. */
export const plans = ['basic', 'pro', 'business'] as const

export type Plan = (typeof plans)[number]

/**
 * The apps that a Zoom account may give its consent to: each person's own, an administrator's for a
 * whole account, and an organisation's own server's.
 */
export const appNames = ['user', 'admin', 'server'] as const

export type AppName = (typeof appNames)[number]

/** Where a setting is said, or a lock is set, for more than one person. */
export type Level = 'account' | 'group'

/** One Zoom account: what its administrators set, lock and group, for everybody in it. */
export type SandboxAccount = {
  id: string
  name: string
  plan: Plan
  ownerId: string
  /** Who may allow an app for the whole account, beside the owner. */
  adminIds: readonly string[]
  /** What was changed, by dotted path of the account's settings; null where Zoom leaves it out. */
  settings: Record<string, Json>
  /** What is locked for everybody, by dotted path of the account's locks. */
  locked: readonly string[]
  groups: SandboxGroup[]
  /** Who was invited and has not come: Zoom gives them no id. */
  pending: readonly PendingUser[]
}

/** Some people of an account, with settings and locks of their own. */
export type SandboxGroup = {
  id: string
  name: string
  memberIds: readonly string[]
  settings: Record<string, Json>
  locked: readonly string[]
}

export type PendingUser = { email: string; firstName: string; lastName: string }

export type SandboxUser = {
  id: string
  accountId: string
  email: string
  firstName: string
  lastName: string
  plan: Plan
  createdAt: string
  /** What the consent grants; null for everything that the app asks for. */
  scopes: readonly string[] | null
  /** What was changed, by dotted path; null where Zoom is to leave the key out. */
  settings: Record<string, Json>
  /** What an administrator locked, by dotted path: a change of it is taken and not made. */
  locked?: readonly string[]
  /** What Zoom takes a change of and does not make, locked or not: dotted paths, `*` for any. */
  ignored?: readonly string[]
  /** Usual: active. */
  status?: 'active' | 'inactive'
  meetings: SandboxMeeting[]
  secrets: UserSecrets
}

/** What Zoom's answers about a user hold that nobody may keep. */
export type UserSecrets = {
  personalMeetingId: number
  personalMeetingUrl: string
  hostKey: string
  personalPasscode: string
  defaultPasscode: string
}

export type SandboxMeeting = {
  id: number
  /** When it begins, for the first time where it recurs (ISO 8601); null for no fixed time. */
  startsAt: string | null
  duration_minutes: number
  /** GET /meetings/{id} without the times, which depend on when one asks. */
  body: JsonObject
}

export type Code = {
  userId: string
  app: AppName
  redirectUri: string
  challenge: string | null
  scopes: readonly string[]
  expiresAt: string
}

export type Token = {
  userId: string
  app: AppName
  scopes: readonly string[]
  expiresAt: string
}

/** What becomes of one answer. See `failWith` in world.ts, and faults.ts for those of real life. */
export type Fault = {
  status: number
  /** Text is sent as a page, as Zoom's own front does. */
  body: Json
  /** Instead of `status` and `body`, what is asked for is done and answered as usual. */
  truth: boolean
  headers: Record<string, string>
  delay_ms: number
  /** How long the body takes once it has begun to arrive, in small parts. */
  trickle_ms: number
  /** After so many bytes of the body the connection breaks; null for never. */
  cut_bytes: number | null
  drop: boolean
  /** What is asked for is done, and the answer is lost on the way. */
  lost: boolean
}

/** An answer that is given instead of the true one, and to what. */
export type Failure = Fault & {
  path: string
  /** For requests of this method only; of any without it. */
  method?: string
  userId: string | null
  /** How often it is still given; null for ever. */
  times: number | null
}

export type State = {
  version: 2
  accounts: SandboxAccount[]
  users: SandboxUser[]
  codes: Record<string, Code>
  accessTokens: Record<string, Token>
  refreshTokens: Record<string, Token>
  failures: Failure[]
  /** Every secret value that was ever made. */
  secrets: string[]
}

export const emptyState = (): State => ({
  version: 2,
  accounts: [],
  users: [],
  codes: {},
  accessTokens: {},
  refreshTokens: {},
  failures: [],
  secrets: [],
})

/** What an earlier run left, or an empty state where there is no file yet. */
export function loadState(file: string | undefined): State {
  if (file === undefined || !existsSync(file)) return emptyState()
  const state: Omit<State, 'version'> & { version: number } = JSON.parse(readFileSync(file, 'utf8'))
  if (state.version === 1) return upgraded({ ...state, version: 2 })
  if (state.version === 2) return { ...state, version: 2 }
  throw new AppError('unavailable', `${file} was written by another version of the stand-in Zoom.`)
}

/** Writes beside the file and renames, so that it is never half written. */
export function saveState(file: string, state: State): void {
  const beside = `${file}.${process.pid}.part`
  writeFileSync(beside, JSON.stringify(state), { mode: 0o600 })
  renameSync(beside, file)
}
