import { wrongKind } from '../audits/body-kinds'
import { isJsonObject, type JsonObject } from '../core/canonical-json'
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
  | { readonly ok: true; readonly bodies: readonly JsonObject[] }
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
  const path = `/meetings/${encodeURIComponent(zoomMeetingId)}`
  const answer = await client.get(path)
  if (!answer.ok) return { reading: { read: false, reason: answer.failure.reason }, facts: null }
  const { body } = answer
  const facts = meetingFacts(body, now)
  if (!isMeeting(body, facts, zoomMeetingId)) {
    return { reading: { read: false, reason: 'unreadable_body' }, facts: null }
  }
  if (facts.zoomType !== series) {
    return { reading: { read: true, body: projectBody('meeting', body) }, facts }
  }
  const times = await openTimes(client, path, body, { zoomMeetingId, now })
  if (!times.ok) return { reading: { read: false, reason: times.reason }, facts }
  const whole = { ...body, occurrences: times.bodies }
  return { reading: { read: true, body: projectBody('meeting', whole) }, facts }
}

async function openTimes(
  client: ZoomClient,
  path: string,
  { occurrences }: JsonObject,
  { zoomMeetingId, now }: { zoomMeetingId: string; now: Date },
): Promise<Times> {
  const ids = timesToOpen(occurrences, now)
  if (!ids) return { ok: false, reason: 'unreadable_body' }
  const bodies: JsonObject[] = []
  for (const occurrence_id of ids) {
    const answer = await client.get(path, { occurrence_id })
    if (!answer.ok) return { ok: false, reason: answer.failure.reason }
    const { body } = answer
    if (!isMeeting(body, meetingFacts(body, now), zoomMeetingId) || !isJsonObject(body['settings']))
      return { ok: false, reason: 'unreadable_body' }
    bodies.push(body)
  }
  return { ok: true, bodies }
}

const isMeeting = (
  body: JsonObject,
  facts: MeetingFacts | null,
  zoomMeetingId: string,
): facts is MeetingFacts =>
  wrongKind('meeting', body) === null && facts?.zoomMeetingId === zoomMeetingId
