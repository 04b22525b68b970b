import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Json, JsonObject } from '../core/canonical-json'
import { AppError } from '../core/errors'

/** A free account, a paid one of one person, and one of an organisation. */
export const plans = ['basic', 'pro', 'business'] as const

export type Plan = (typeof plans)[number]

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
  redirectUri: string
  challenge: string | null
  scopes: readonly string[]
  expiresAt: string
}

export type Token = { userId: string; scopes: readonly string[]; expiresAt: string }

/** An answer that is given instead of the true one. See `failWith` in world.ts. */
export type Failure = {
  path: string
  /** For requests of this method only; of any without it. */
  method?: string
  userId: string | null
  status: number
  body: Json
  headers: Record<string, string>
  delay_ms: number
  drop: boolean
  /** What is asked for is done, and the answer is lost on the way. */
  lost: boolean
  /** How often it is still given; null for ever. */
  times: number | null
}

export type State = {
  version: 1
  users: SandboxUser[]
  codes: Record<string, Code>
  accessTokens: Record<string, Token>
  refreshTokens: Record<string, Token>
  failures: Failure[]
  /** Every secret value that was ever made. */
  secrets: string[]
}

export const emptyState = (): State => ({
  version: 1,
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
  const state: State = JSON.parse(readFileSync(file, 'utf8'))
  if (state.version === 1) return state
  throw new AppError('unavailable', `${file} was written by another version of the stand-in Zoom.`)
}

/** Writes beside the file and renames, so that it is never half written. */
export function saveState(file: string, state: State): void {
  const beside = `${file}.${process.pid}.part`
  writeFileSync(beside, JSON.stringify(state), { mode: 0o600 })
  renameSync(beside, file)
}
