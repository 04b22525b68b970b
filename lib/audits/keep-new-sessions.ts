import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { meetings, meetingSessions } from '#db/schema/meetings'
import type { Context } from '../context'
import { inChunks } from '../findings/in-chunks'
import { newId } from '../ids'
import type { Answered, Gathered } from './gathered'

/**
 * Keeps what a host's list showed for the first time as sessions of the club whose account it is.
 * Returns what was gathered with the ids that these meetings have: an event may have told of one of
 * them while the audit ran. To be called before anything of it is stored.
 */
export async function keepNewSessions(tx: Tx, ctx: Context, gathered: Gathered): Promise<Gathered> {
  if (gathered.newSessions.length === 0 || !gathered.listed) return gathered
  const { connectionId } = gathered
  const planned = new Map(gathered.newSessions.map((each) => [each.zoomMeetingId, each.id]))
  const rows = gathered.listed.flatMap((meeting) => {
    const id = planned.get(meeting.zoomMeetingId)
    const seen = { firstSeenAt: ctx.now, lastSeenAt: ctx.now }
    const of = { organisationId: ctx.organisation.id, connectionId, sorted: 'session' as const }
    return id ? [{ ...meeting, ...of, ...seen, id }] : []
  })
  await inChunks(rows, (chunk) => tx.insert(meetings).values(chunk).onConflictDoNothing())
  await makeSessions(tx, ctx, connectionId)
  const kept = await tx
    .select({ id: meetings.id, zoomMeetingId: meetings.zoomMeetingId })
    .from(meetings)
    .where(
      and(
        eq(meetings.connectionId, connectionId),
        inArray(meetings.zoomMeetingId, [...planned.keys()]),
      ),
    )
  const idOf = new Map(kept.map(({ id, zoomMeetingId }) => [planned.get(zoomMeetingId), id]))
  const answered = gathered.answered.map((each): Answered => ({
    ...each,
    subjectId: idOf.get(each.subjectId) ?? each.subjectId,
  }))
  return { ...gathered, answered }
}

/** What is sorted as a session of the club's own account is one of this club. */
export async function makeSessions(tx: Tx, ctx: Context, connectionId: string): Promise<void> {
  const without = await tx
    .select({ meetingId: meetings.id })
    .from(meetings)
    .leftJoin(
      meetingSessions,
      and(eq(meetingSessions.meetingId, meetings.id), isNull(meetingSessions.endsAt)),
    )
    .where(
      and(
        eq(meetings.connectionId, connectionId),
        eq(meetings.sorted, 'session'),
        sql`${meetingSessions.id} is null`,
      ),
    )
  const { id: organisationId } = ctx.organisation
  await inChunks(without, (chunk) =>
    tx
      .insert(meetingSessions)
      .values(
        chunk.map(({ meetingId }) => ({
          organisationId,
          id: newId(),
          meetingId,
          clubOrganisationId: organisationId,
          startsAt: ctx.now,
        })),
      )
      .onConflictDoNothing(),
  )
}
