import { isJsonObject, type Json, type JsonObject } from '../core/canonical-json'
import { AppError } from '../core/errors'
import { valueAt, withValue, withValues } from './json-path'
import { meetingAuthentication, recordingAuthentication } from './settings/authentication'
import { inMeeting } from './settings/in-meeting'
import { meetingSecurity } from './settings/meeting-security'
import { otherSections } from './settings/other-sections'
import { recording } from './settings/recording'
import { scheduleMeeting } from './settings/schedule-meeting'
import type { SandboxUser } from './state'

/** The shapes of GET /users/{id}/settings: one without `option`, and one for each option. */
export const settingsOptions = [
  'general',
  'meeting_security',
  'meeting_authentication',
  'recording_authentication',
] as const

export type SettingsOption = (typeof settingsOptions)[number]

/** One of Zoom's answers about this user's settings, with all that was changed since. */
export function settingsBody(user: SandboxUser, option: SettingsOption): JsonObject {
  const body = usualBody(user, option)
  const own = Object.entries(user.settings).filter(([path]) => optionOf(path) === option)
  return own.reduce((changed, [path, value]) => withValue(changed, path, value), body)
}

/** Everything that settings_updated may be about, as it stands. */
export const settingsNow = (user: SandboxUser): JsonObject => ({
  ...settingsBody(user, 'general'),
  ...settingsBody(user, 'meeting_security'),
})

/** What one setting of the user is now; undefined where Zoom does not send it. */
export const settingOf = (user: SandboxUser, path: string): Json | undefined =>
  valueAt(settingsBody(user, optionOf(path)), path)

/** True for one value that Zoom's answers about this user have, whatever it is. */
export function hasSetting(user: SandboxUser, path: string): boolean {
  const usual = valueAt(usualBody(user, optionOf(path)), path)
  return usual !== undefined && !isJsonObject(usual)
}

/**
 * Refuses what Zoom's answers about a user could not hold: a path they do not have, or a value of
 * another type than stands there. Null is taken for any of its paths: Zoom does not send it.
 */
export function refuseUnknownSetting(user: SandboxUser, path: string, value: Json): void {
  const usual = valueAt(usualBody(user, optionOf(path)), path)
  if (usual === undefined) {
    throw new AppError('invalid_input', `Zoom’s settings of a user have no “${path}”.`)
  }
  if (value === null) return
  if (isJsonObject(usual) || kindOf(value) !== kindOf(usual)) {
    throw new AppError('invalid_input', `“${path}” takes one ${kindOf(usual)}.`)
  }
}

const kindOf = (value: Json) => (Array.isArray(value) ? 'list' : typeof value)

function optionOf(path: string): SettingsOption {
  if (path.startsWith('meeting_security.')) return 'meeting_security'
  if (path === 'recording_authentication') return 'recording_authentication'
  return Object.hasOwn(meetingAuthentication, path) ? 'meeting_authentication' : 'general'
}

function usualBody(user: SandboxUser, option: SettingsOption): JsonObject {
  if (option === 'meeting_security') return { meeting_security: meetingSecurity }
  if (option === 'meeting_authentication') return meetingAuthentication
  if (option === 'recording_authentication') return recordingAuthentication
  const paid = user.plan !== 'basic'
  return {
    schedule_meeting: withValues(scheduleMeeting, {
      default_password_for_scheduled_meetings: user.secrets.defaultPasscode,
      pmi_password: user.secrets.personalPasscode,
    }),
    in_meeting: inMeeting(paid),
    recording: recording(paid),
    ...otherSections(paid),
  }
}
