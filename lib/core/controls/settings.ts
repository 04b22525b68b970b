import { isJsonObject, type Json } from '../canonical-json'
import type { AccountReadings, CouldNotCheckReason, Reading } from '../readings'

/** Whose settings they are: several keys exist at some levels only, or under another name. */
export type SettingsLevel = 'user' | 'account' | 'group' | 'meeting'

/** What stands at a path, or why nothing is known of it. */
export type Found =
  | { readonly found: true; readonly value: Json }
  | { readonly found: false; readonly reason: CouldNotCheckReason }

/** The bodies that hold one subject's settings, seen as one. */
export type Settings = {
  readonly level: SettingsLevel
  /** The value at a path of keys joined by dots. Null counts as not there. */
  readonly at: (path: string) => Found
}

/** A user's own settings: the general body, and the one of `option=meeting_security`. */
export const userSettings = (readings: AccountReadings): Settings =>
  twoBodies('user', readings.user_settings, readings.user_meeting_security)

/** A Zoom account's settings, in the same two shapes. */
export const accountSettings = (readings: AccountReadings): Settings =>
  twoBodies('account', readings.account_settings, readings.account_meeting_security)

/** A group's settings, likewise. */
export const groupSettings = (readings: AccountReadings): Settings =>
  twoBodies('group', readings.group_settings, readings.group_meeting_security)

/** What an account's administrator locked for everybody: true at a path is locked. */
export const lockSettings = (readings: AccountReadings): Settings =>
  twoBodies('account', readings.account_lock_settings, readings.account_lock_meeting_security)

/** What is locked for the people in a group. */
export const groupLockSettings = (readings: AccountReadings): Settings =>
  twoBodies('group', readings.group_lock_settings, readings.group_lock_meeting_security)

export const meetingSettings = (meeting: Reading): Settings => ({
  level: 'meeting',
  at: (path) => lookUp([meeting], path),
})

/**
 * Security settings are looked for in their own body first and the rest in the general one, then
 * the other way about: some answers hold every section at once.
 */
function twoBodies(
  level: SettingsLevel,
  general: Reading | undefined,
  security: Reading | undefined,
): Settings {
  return {
    level,
    at: (path) =>
      lookUp(
        path.startsWith('meeting_security.') ? [security, general] : [general, security],
        path,
      ),
  }
}

/** The first body that has the path decides; if none has, the first that was asked for says why. */
function lookUp(readings: readonly (Reading | undefined)[], path: string): Found {
  for (const reading of readings) {
    const value = reading?.read ? valueAt(reading.body, path) : undefined
    if (value !== undefined && value !== null) return { found: true, value }
  }
  const first = readings.find((reading) => reading !== undefined)
  return { found: false, reason: first && !first.read ? first.reason : 'field_absent' }
}

/** Each path taken apart once: the rules have some forty, and look for them in every meeting. */
const keysOf = new Map<string, readonly string[]>()

function keysOfPath(path: string): readonly string[] {
  const known = keysOf.get(path)
  if (known) return known
  const keys = path.split('.')
  keysOf.set(path, keys)
  return keys
}

function valueAt(body: Json, path: string): Json | undefined {
  let value: Json | undefined = body
  for (const key of keysOfPath(path)) {
    value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  }
  return value
}
