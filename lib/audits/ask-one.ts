import type { BodyKind, Reading } from '../core/readings'
import type { MeetingFacts } from '../zoom/meeting-facts'
import { readMeeting } from '../zoom/read-meeting'
import type { Asking } from './asking'
import type { SessionToRead } from './begin-audit'
import type { Answered } from './gathered'

/** Asks for one body: a step of the audit, and when it was done. */
export async function askOne(
  { progress, clock }: Asking,
  bodyKind: BodyKind,
  subjectId: string,
  read: () => Promise<Reading>,
): Promise<Answered> {
  const reading = await read()
  progress.step()
  return { bodyKind, subjectId, reading, readAt: clock() }
}

export type Opened = { readonly answer: Answered; readonly facts: MeetingFacts | null }

/** Asks for a session's own body, and what a list would say of it. */
export async function openSession(asking: Asking, session: SessionToRead): Promise<Opened> {
  let facts: MeetingFacts | null = null
  const answer = await askOne(asking, 'meeting', session.id, async () => {
    const opened = await readMeeting(asking.client, session.zoomMeetingId, asking.clock())
    facts = opened.facts
    return opened.reading
  })
  return { answer: { ...answer, times: timesOf(facts) }, facts }
}

const timesOf = (facts: MeetingFacts | null) => facts?.openedTimes ?? []
