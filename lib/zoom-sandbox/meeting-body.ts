import { isJsonObject, type JsonObject } from '../core/canonical-json'
import { withValue } from './json-path'
import { newMeetingSettings } from './meeting-settings'
import { exceptionOf, meetingTypes, nextStart, occurrencesOf, zoomTime } from './meeting-times'
import type { SandboxMeeting, SandboxUser } from './state'
import { randomDigits, randomPasscode, randomText, type Store } from './store'

/** A meeting to be planned. What is not said comes from its host's settings, as at Zoom. */
export type NewMeeting = {
  topic: string
  /** ISO 8601; null for a recurring meeting with no fixed time. */
  startsAt: string | null
  duration_minutes?: number
  /** How many times it takes place, a week apart. More than one makes it a series. */
  weeks?: number
  /** False for a meeting that asks for none. */
  passcode?: boolean
  registration?: boolean
  /** Other values, by dotted path, as GET /meetings/{id} has them: `settings.waiting_room`. */
  values?: JsonObject
}

const usual_minutes = 60
const host = 'https://us05web.zoom.example'

/** What GET /meetings/{id} answers for a new meeting, without its times. */
export function newMeeting(store: Store, user: SandboxUser, asked: NewMeeting): SandboxMeeting {
  const settings = newMeetingSettings(user)
  const usesPersonal = (asked.values?.['settings.use_pmi'] ?? settings['use_pmi']) === true
  const id = Number(`8${randomDigits(10)}`)
  const body: JsonObject = {
    uuid: `${randomText(16).slice(0, 22).replaceAll('-', '+').replaceAll('_', '/')}==`,
    id,
    host_id: user.id,
    host_email: user.email,
    topic: asked.topic,
    type: typeOf(asked),
    status: 'waiting',
    timezone: 'Europe/London',
    agenda: '',
    created_at: zoomTime(store.now()),
    pre_schedule: false,
    creation_source: 'web_portal',
    ...recurrenceOf(asked),
    ...(usesPersonal ? { pmi: String(user.secrets.personalMeetingId) } : {}),
    ...secretsOf(store, user, asked, usesPersonal ? user.secrets.personalMeetingId : id),
    settings,
  }
  const { startsAt, duration_minutes = usual_minutes } = asked
  return { id, startsAt, duration_minutes, body }
}

const typeOf = ({ startsAt, weeks = 1 }: NewMeeting): number => {
  if (startsAt === null) return meetingTypes.noFixedTime
  return weeks > 1 ? meetingTypes.recurring : meetingTypes.once
}

function recurrenceOf({ startsAt, weeks = 1 }: NewMeeting): JsonObject {
  if (startsAt === null || weeks <= 1) return {}
  const weekday = String(new Date(startsAt).getUTCDay() + 1)
  return { recurrence: { type: 2, repeat_interval: 1, weekly_days: weekday, end_times: weeks } }
}

/** Passcode in its forms, and the links that carry it. */
function secretsOf(
  { secret }: Store,
  user: SandboxUser,
  asked: NewMeeting,
  number: number,
): JsonObject {
  const start = secret(`${host}/s/${number}?zak=${secret(`eyJ${randomText(60)}`)}`)
  const join = `${host}/j/${number}`
  const registration: JsonObject = asked.registration
    ? { registration_url: secret(`${host}/meeting/register/${secret(randomText(27))}`) }
    : {}
  const hostKey: JsonObject =
    user.plan === 'basic' ? {} : { dynamic_host_key: secret(randomDigits(10)) }
  const all = { start_url: start, ...registration, ...hostKey }
  const passcode = asked.passcode === false ? noPasscode : passcodeParts(secret, join)
  return { ...all, join_url: secret(join), ...passcode }
}

/**
 * A meeting without a passcode. Answers of Zoom with an empty text have been seen, and others that
 * leave the key out, which `password: null` does here.
 */
export const noPasscode: JsonObject = {
  password: '',
  h323_password: '',
  pstn_password: '',
  encrypted_password: '',
}

/** A new passcode and what depends on it. */
export function passcodeParts(secret: Store['secret'], join: string): JsonObject {
  const encrypted = secret(`${randomText(24)}.1`)
  return {
    password: secret(randomPasscode()),
    h323_password: secret(randomDigits(10)),
    pstn_password: secret(randomDigits(10)),
    encrypted_password: encrypted,
    join_url: secret(`${join}?pwd=${encrypted}`),
  }
}

/** One meeting as Zoom answers it now. A series has its times in `occurrences` alone. */
export function meetingBody(meeting: SandboxMeeting, now: Date): JsonObject {
  const { body, startsAt, duration_minutes } = meeting
  if (isJsonObject(body['recurrence'])) {
    return { ...body, occurrences: occurrencesOf(meeting, now) }
  }
  if (startsAt === null) return body
  return { ...body, start_time: zoomTime(new Date(startsAt)), duration: duration_minutes }
}

/**
 * One time of a series as Zoom answers it: as the series is set, but for what was set for this time
 * alone. Null where the series has no such time, or it was cancelled.
 */
export function occurrenceBody(meeting: SandboxMeeting, id: string, now: Date): JsonObject | null {
  const time = occurrencesOf(meeting, now).find((each) => each['occurrence_id'] === id)
  if (!time || time['status'] === 'deleted') return null
  const series = withValue(meeting.body, 'occurrences', null)
  const { settings, ...exception } = exceptionOf(meeting, id)
  const own = { ...partOf(series, 'settings'), ...(isJsonObject(settings) ? settings : {}) }
  const { start_time = '', duration = 0 } = time
  return { ...series, ...exception, settings: own, start_time, duration }
}

const partOf = (body: JsonObject, key: string): JsonObject => {
  const part = body[key]
  return isJsonObject(part) ? part : {}
}

/** The same meeting in the list of its host's: nothing of how it is set. */
export function listedMeeting({ body, ...meeting }: SandboxMeeting, now: Date): JsonObject {
  const start = nextStart({ body, ...meeting }, now)
  const keys = ['uuid', 'id', 'host_id', 'topic', 'type', 'timezone', 'created_at', 'join_url']
  const kept = [...keys, 'agenda', 'pmi'].flatMap((key) => {
    const value = body[key]
    return value === undefined ? [] : [[key, value] as const]
  })
  const times: JsonObject = start
    ? { start_time: zoomTime(start), duration: meeting.duration_minutes }
    : { duration: meeting.duration_minutes }
  return { ...Object.fromEntries(kept), ...times }
}
