import { isJsonObject, type Json, type JsonObject } from '../core/canonical-json'
import { AppError } from '../core/errors'
import { valueAt, withValues } from './json-path'
import { accountMeetingSecurity, accountSecurity, accountSections } from './settings/account'
import { meetingAuthentication, recordingAuthentication } from './settings/authentication'
import { groupMeetingSecurity, groupSections } from './settings/group'
import { lockedByAccount, lockedByBoth, lockedByGroup } from './settings/locks'
import type { Level, SandboxAccount, SandboxGroup } from './state'

/** The shapes of an account's settings, and of a group's: one without `option`, and one for each. */
export const accountOptions = [
  'general',
  'meeting_security',
  'meeting_authentication',
  'recording_authentication',
  'security',
] as const

export const groupOptions = accountOptions.filter((option) => option !== 'security')

export type LevelOption = (typeof accountOptions)[number]

/** The shapes of what is locked. */
export const lockOptions = ['general', 'meeting_security'] as const

export type LockOption = (typeof lockOptions)[number]

/** Of which option's answer a path is. */
export function optionOfPath(path: string): LevelOption {
  if (path.startsWith('meeting_security.')) return 'meeting_security'
  if (path.startsWith('security.')) return 'security'
  if (path === 'recording_authentication') return 'recording_authentication'
  return Object.hasOwn(meetingAuthentication, path) ? 'meeting_authentication' : 'general'
}

function usualBody(level: Level, paid: boolean, option: LevelOption): JsonObject {
  const isAccount = level === 'account'
  if (option === 'security') return isAccount ? { security: accountSecurity } : {}
  if (option === 'meeting_security') {
    return { meeting_security: isAccount ? accountMeetingSecurity : groupMeetingSecurity }
  }
  if (option === 'meeting_authentication') return meetingAuthentication
  if (option === 'recording_authentication') return recordingAuthentication
  return isAccount ? accountSections(paid) : groupSections(paid)
}

const withChanges = (body: JsonObject, settings: JsonObject, option: LevelOption): JsonObject =>
  withValues(
    body,
    Object.fromEntries(Object.entries(settings).filter(([path]) => optionOfPath(path) === option)),
  )

/** One of Zoom's answers about an account's settings, with all that was changed since. */
export const accountBody = (account: SandboxAccount, option: LevelOption): JsonObject =>
  withChanges(usualBody('account', isPaid(account), option), account.settings, option)

/** The same of one of its groups: what was not changed for it is as in the account. */
export function groupBody(
  account: SandboxAccount,
  group: SandboxGroup,
  option: LevelOption,
): JsonObject {
  const body = usualBody('group', isPaid(account), option)
  const inherited = Object.entries(account.settings).filter(
    ([path, value]) => value !== null && valueAt(body, path) !== undefined,
  )
  return withChanges(body, { ...Object.fromEntries(inherited), ...group.settings }, option)
}

const isPaid = ({ plan }: SandboxAccount) => plan !== 'basic'

const lockable: Record<Level, readonly { readonly [section: string]: readonly string[] }[]> = {
  account: [lockedByBoth, lockedByAccount],
  group: [lockedByBoth, lockedByGroup],
}

const lockPaths = (level: Level): string[] =>
  lockable[level].flatMap((sections) =>
    Object.entries(sections).flatMap(([section, keys]) => keys.map((key) => `${section}.${key}`)),
  )

/** Zoom's answer about what is locked. The security of meetings has an option of its own. */
export function lockBody(level: Level, locked: readonly string[], option: LockOption): JsonObject {
  const paths = lockPaths(level).filter(
    (path) => path.startsWith('meeting_security.') === (option === 'meeting_security'),
  )
  return withValues({}, Object.fromEntries(paths.map((path) => [path, locked.includes(path)])))
}

/** Whether Zoom has a lock of this path at this level. */
export const canLock = (level: Level, path: string): boolean => lockPaths(level).includes(path)

/** Whether Zoom says this at this level at all. */
export const saysAt = (level: Level, path: string): boolean =>
  valueAt(usualBody(level, true, optionOfPath(path)), path) !== undefined

/** Throws `invalid_input` for what cannot be locked at this level. */
export function refuseUnknownLock(level: Level, path: string): void {
  if (canLock(level, path)) return
  throw new AppError('invalid_input', `Zoom has no lock of “${path}” for ${words[level]}.`)
}

const words = { account: 'an account', group: 'a group' }

/** Throws `invalid_input` for a path that a level's answer could not have, or a value of another type. */
export function refuseUnknownAt(level: Level, path: string, value: Json): void {
  const usual = valueAt(usualBody(level, true, optionOfPath(path)), path)
  if (usual === undefined) {
    throw new AppError('invalid_input', `Zoom’s settings of ${words[level]} have no “${path}”.`)
  }
  if (value === null) return
  if (isJsonObject(usual) || kindOf(value) !== kindOf(usual)) {
    throw new AppError('invalid_input', `“${path}” takes one ${kindOf(usual)}.`)
  }
}

const kindOf = (value: Json) => (Array.isArray(value) ? 'list' : typeof value)
