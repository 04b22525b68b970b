import { wrongKind } from '../audits/body-kinds'
import { projectBody } from '../core/projection'
import type { Reading } from '../core/readings'
import type { ZoomClient } from './client'
import { meetingFacts, type MeetingFacts } from './meeting-facts'

export type OpenedMeeting = {
  readonly reading: Reading
  /** What a list would say of it; null where it was not read. */
  readonly facts: MeetingFacts | null
}

/** `GET /meetings/{id}`: how one meeting is set. An answer about another meeting is none. */
export async function readMeeting(
  client: ZoomClient,
  zoomMeetingId: string,
  now: Date,
): Promise<OpenedMeeting> {
  const answer = await client.get(`/meetings/${encodeURIComponent(zoomMeetingId)}`)
  if (!answer.ok) return { reading: { read: false, reason: answer.failure.reason }, facts: null }
  const facts = meetingFacts(answer.body, now)
  if (wrongKind('meeting', answer.body) !== null || facts?.zoomMeetingId !== zoomMeetingId) {
    return { reading: { read: false, reason: 'unreadable_body' }, facts: null }
  }
  return { reading: { read: true, body: projectBody('meeting', answer.body) }, facts }
}
