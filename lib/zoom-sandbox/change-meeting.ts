import { isJsonObject, type Json, type JsonObject } from '../core/canonical-json'
import { AppError } from '../core/errors'
import { valueAt, withValue, withValues } from './json-path'
import { noPasscode, passcodeParts } from './meeting-body'
import { newMeetingSettings } from './meeting-settings'
import type { SandboxMeeting, SandboxUser } from './state'
import type { Store } from './store'

/** A copy of the meeting with these values, by dotted path. Throws `invalid_input`. */
export function changeMeeting(
  store: Store,
  user: SandboxUser,
  meeting: SandboxMeeting,
  values: JsonObject,
): SandboxMeeting {
  return Object.entries(values).reduce(
    (changed, [path, value]) => changeOne(store, user, changed, path, value),
    meeting,
  )
}

function changeOne(
  store: Store,
  user: SandboxUser,
  meeting: SandboxMeeting,
  path: string,
  value: Json,
): SandboxMeeting {
  const { body } = meeting
  if (path === 'startsAt' && (typeof value === 'string' || value === null)) {
    return { ...meeting, startsAt: value }
  }
  if (path === 'duration_minutes' && typeof value === 'number') {
    return { ...meeting, duration_minutes: value }
  }
  if (path === 'password' && (typeof value === 'boolean' || value === null)) {
    return { ...meeting, body: withPasscode(store, body, value) }
  }
  const [, ofOne = null] = /^occurrences\.\d+\.(.+)$/.exec(path) ?? []
  // Of one time of a series: cancelled, or set otherwise than the rest.
  if (ofOne !== null) {
    if (ofOne !== 'status') refuseUnknown(user, body, ofOne, value)
    return { ...meeting, body: withValue(body, path, value) }
  }
  refuseUnknown(user, body, path, value)
  const changed = withValue(body, path, value)
  if (path !== 'settings.use_pmi') return { ...meeting, body: changed }
  return { ...meeting, body: withPersonalId(store, user, meeting.id, changed, value === true) }
}

/** A path that Zoom's answer about a meeting does not have, or a value of another type. */
function refuseUnknown(user: SandboxUser, body: JsonObject, path: string, value: Json): void {
  const usual = valueAt({ ...body, settings: newMeetingSettings(user) }, path)
  const there = usual ?? more[path]
  if (there === undefined) {
    throw new AppError('invalid_input', `Zoom’s meetings have no “${path}” that can be set here.`)
  }
  if (value !== null && kindOf(value) !== kindOf(there)) {
    throw new AppError('invalid_input', `“${path}” takes a ${kindOf(there)}.`)
  }
}

/** Keys that only some meetings have. */
const more: { readonly [path: string]: Json } = {
  status: 'waiting',
  'settings.who_will_receive_summary': 1,
  'settings.authentication_option': '',
  'settings.authentication_name': '',
  'settings.authentication_domains': '',
}

const kindOf = (value: Json) =>
  Array.isArray(value) ? 'list' : isJsonObject(value) ? 'group' : typeof value

/** The link without what is secret in it. */
const linkOf = ({ join_url }: JsonObject) =>
  typeof join_url === 'string' ? (join_url.split('?')[0] ?? '') : ''

/** With a new passcode (true), without one (false), or with nothing said of it (null). */
function withPasscode(store: Store, body: JsonObject, wanted: boolean | null): JsonObject {
  const link = linkOf(body)
  if (wanted) return { ...body, ...passcodeParts(store.secret, link) }
  const without = { ...body, ...noPasscode, join_url: store.secret(link) }
  if (wanted === false) return without
  return withValues(without, Object.fromEntries(Object.keys(noPasscode).map((key) => [key, null])))
}

/** The number that people join with: the host's own, for ever, or the meeting's. */
function withPersonalId(
  store: Store,
  user: SandboxUser,
  meetingId: number,
  body: JsonObject,
  personal: boolean,
): JsonObject {
  const { pmi, ...others } = body
  const number = personal ? user.secrets.personalMeetingId : meetingId
  const link = linkOf(body).replace(/\/j\/\d+/, `/j/${number}`)
  const { join_url } = body
  const query = typeof join_url === 'string' ? join_url.split('?')[1] : undefined
  const joinUrl = store.secret(query === undefined ? link : `${link}?${query}`)
  return personal
    ? { ...others, pmi: pmi ?? String(number), join_url: joinUrl }
    : { ...others, join_url: joinUrl }
}
