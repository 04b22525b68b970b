import type { Json, JsonObject } from '../core/canonical-json'
import { bodyOf, leavesOf, takeChange } from './change-body'
import { valueAt } from './json-path'
import { isLocked } from './locks'
import { occurrenceBody } from './meeting-body'
import { settingsNow } from './settings-body'
import type { SandboxMeeting, SandboxUser } from './state'
import type { Answer } from './http'
import type { OfMeeting, OfUser } from './user-api'
import { invalidParameter, noMeeting } from './zoom-errors'

/**
 * PATCH /users/{id}/settings: the sections in the shape in which they are read. A locked setting is
 * taken and not changed. Security settings are taken with their own option only.
 */
export function patchSettings({ call, user, asker, changer }: OfUser): Answer {
  const body = bodyOf(call)
  if (!body) return invalidParameter('body')
  const isSecurity = call.query.get('option') === 'meeting_security'
  const values = leavesOf(body)
  const odd = Object.keys(values).find(
    (path) => path.startsWith('meeting_security.') !== isSecurity,
  )
  if (odd !== undefined) return invalidParameter(odd)
  return change(values, user, (kept) => {
    changer.setUserSettings(user.id, { ...kept, ...forcedOfUser(user, kept) }, asker.id)
  })
}

/**
 * PATCH /meetings/{id}: of the whole series, where it is one; with `occurrence_id` of one time of it.
 */
export function patchMeeting(asked: OfMeeting): Answer {
  const { call, user, asker, meeting, changer } = asked
  const body = bodyOf(call)
  if (!body) return invalidParameter('body')
  const values = leavesOf(body)
  const odd = Object.keys(values).find((path) => !path.startsWith('settings.'))
  // The stand-in takes no passcode, name or time from an app: those are for its own pages.
  if (odd !== undefined) return invalidParameter(odd)
  // Whoever changes it, the host's own daily limit is used up.
  const tooMany = asked.takeChange(user.id)
  if (tooMany) return tooMany
  const occurrenceId = call.query.get('occurrence_id')
  if (occurrenceId !== null) return patchOccurrence(asked, occurrenceId, values)
  return change(values, user, (kept) => {
    const all = { ...kept, ...forcedOfMeeting(meeting, kept) }
    changer.setMeeting(user.id, meeting.id, all, asker.id)
  })
}

/**
 * What Zoom changes of one time of a series. It takes other settings too, and leaves them as they are.
 * Source: its description of `occurrence_id`.
 */
const ofOneTime = new Set(
  [
    ...['host_video', 'participant_video', 'join_before_host', 'mute_upon_entry'],
    ...['waiting_room', 'watermark', 'auto_recording'],
  ].map((name) => `settings.${name}`),
)

function patchOccurrence(asked: OfMeeting, id: string, values: JsonObject): Answer {
  const { user, asker, meeting, changer, store } = asked
  const body = occurrenceBody(meeting, id, store.now())
  if (!body) return noMeeting(asked.id)
  const possible = Object.entries(values).filter(([path]) => ofOneTime.has(path))
  return change(Object.fromEntries(possible), user, (kept) => {
    const all = Object.entries({ ...kept, ...forcedOfMeeting({ body }, kept) })
    const named = all.map(([path, value]) => [`occurrences.${id}.${path}`, value] as const)
    changer.setMeeting(user.id, meeting.id, Object.fromEntries(named), asker.id)
  })
}

const change = (values: JsonObject, user: SandboxUser, apply: (kept: JsonObject) => void): Answer =>
  takeChange(values, (path) => isLocked(user, path), apply)

/**
 * Passcode, waiting room and signing in may not all be off: Zoom then takes the request and turns
 * the waiting room on. Source: its notes on security in its API.
 */
function forcedOfUser(user: SandboxUser, kept: JsonObject): JsonObject {
  const now = settingsNow(user)
  const value = (path: string) => kept[path] ?? valueAt(now, path)
  const guards = ['meeting_security.waiting_room', 'meeting_security.meeting_password']
  const isGuarded = [...guards, 'meeting_authentication'].some((path) => value(path) === true)
  return isGuarded ? {} : { 'meeting_security.waiting_room': true }
}

function forcedOfMeeting({ body }: Pick<SandboxMeeting, 'body'>, kept: JsonObject): JsonObject {
  const value = (path: string): Json | undefined => kept[path] ?? valueAt(body, path)
  const hasPasscode = typeof body['password'] === 'string' && body['password'] !== ''
  const isGuarded =
    hasPasscode ||
    ['settings.waiting_room', 'settings.meeting_authentication'].some(
      (path) => value(path) === true,
    )
  return isGuarded ? {} : { 'settings.waiting_room': true }
}
