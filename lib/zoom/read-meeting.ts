import { wrongKind } from '../audits/body-kinds'
import { isJsonObject, type JsonObject } from '../core/canonical-json'
import type { OpenedTime } from '../core/each-time'
import { projectBody } from '../core/projection'
import type { CouldNotCheckReason, Reading } from '../core/readings'
import type { ZoomClient } from './client'
import { meetingFacts, type MeetingFacts } from './meeting-facts'
import { series, timesToOpen } from './occurrences'

export type OpenedMeeting = {
  readonly reading: Reading
  /** What a list would say of it; null where it was not read. */
  readonly facts: MeetingFacts | null
}

type Times =
  | {
      readonly ok: true
      readonly bodies: readonly JsonObject[]
      readonly opened: readonly OpenedTime[]
    }
  | { readonly ok: false; readonly reason: CouldNotCheckReason }

/**
 * `GET /meetings/{id}`: how one meeting is set. An answer about another meeting is none. Of a series
 * its next times are asked for, too, one by one, and take the place of its bare list of times: one of
 * them may be set otherwise. Without any of them the whole is not read.
 */
export async function readMeeting(
  client: ZoomClient,
  zoomMeetingId: string,
  now: Date,
): Promise<OpenedMeeting> {
  const answer = await client.get(pathOf(zoomMeetingId))
  if (!answer.ok) return { reading: { read: false, reason: answer.failure.reason }, facts: null }
  const { body } = answer
  const facts = meetingFacts(body, now)
  if (!isMeeting(body, facts, zoomMeetingId)) {
    return { reading: { read: false, reason: 'unreadable_body' }, facts: null }
  }
  if (facts.zoomType !== series) {
    return { reading: { read: true, body: projectBody('meeting', body) }, facts }
  }
  const times = await openTimes(client, body, { zoomMeetingId, now })
  if (!times.ok) return { reading: { read: false, reason: times.reason }, facts }
  const whole = { ...body, occurrences: times.bodies }
  const reading = { read: true, body: projectBody('meeting', whole) } as const
  return { reading, facts: { ...facts, openedTimes: times.opened } }
}

async function openTimes(
  client: ZoomClient,
  { occurrences }: JsonObject,
  { zoomMeetingId, now }: { zoomMeetingId: string; now: Date },
): Promise<Times> {
  const ids = timesToOpen(occurrences, now)
  if (!ids) return { ok: false, reason: 'unreadable_body' }
  const bodies: JsonObject[] = []
  const opened: OpenedTime[] = []
  for (const id of ids) {
    const time = await askTime(client, { zoomMeetingId, id, now })
    if (!time.ok) return time
    bodies.push(time.body)
    const { startsAt, duration_minutes } = time.facts
    opened.push({ id, startsAt: startsAt?.toISOString() ?? null, duration_minutes })
  }
  return { ok: true, bodies, opened }
}

type AskedTime = { readonly zoomMeetingId: string; readonly id: string; readonly now: Date }

/** `GET /meetings/{id}?occurrence_id=`: how one time of a series is set, and nothing of the others. */
export async function readTime(client: ZoomClient, asked: AskedTime): Promise<Reading> {
  const time = await askTime(client, asked)
  if (!time.ok) return { read: false, reason: time.reason }
  return { read: true, body: projectBody('meeting', time.body) }
}

type Time =
  | { readonly ok: true; readonly body: JsonObject; readonly facts: MeetingFacts }
  | { readonly ok: false; readonly reason: CouldNotCheckReason }

async function askTime(client: ZoomClient, { zoomMeetingId, id, now }: AskedTime): Promise<Time> {
  const answer = await client.get(pathOf(zoomMeetingId), { occurrence_id: id })
  if (!answer.ok) return { ok: false, reason: answer.failure.reason }
  const { body } = answer
  const facts = meetingFacts(body, now)
  if (!isMeeting(body, facts, zoomMeetingId) || !isJsonObject(body['settings'])) {
    return { ok: false, reason: 'unreadable_body' }
  }
  return { ok: true, body, facts }
}

const pathOf = (zoomMeetingId: string) => `/meetings/${encodeURIComponent(zoomMeetingId)}`

const isMeeting = (
  body: JsonObject,
  facts: MeetingFacts | null,
  zoomMeetingId: string,
): facts is MeetingFacts =>
  wrongKind('meeting', body) === null && facts?.zoomMeetingId === zoomMeetingId
