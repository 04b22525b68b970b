import { and, eq, inArray, notExists, or, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { meetings, meetingSessions } from '#db/schema/meetings'
import type { Context } from '../context'
import { absences } from '../core/absences'
import { isNeverListed, isOver } from '../core/session-time'
import { inChunks } from '../findings/in-chunks'
import { newId } from '../ids'
import type { MeetingFacts } from '../zoom/meeting-facts'

/**
 * Brings the connection's meetings in line with a complete list of them. New ones are unsorted, to
 * be asked about; a private one keeps its number and nothing else; what is missing is counted, since
 * Zoom's lists have gaps, and forgotten only if it never was a session.
 */
export async function keepMeetings(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  listed: readonly MeetingFacts[],
): Promise<void> {
  const known = await tx.select().from(meetings).where(eq(meetings.connectionId, connectionId))
  await inChunks(listed, (chunk) => keepListed(tx, ctx, connectionId, chunk))
  const there = new Set(listed.map((meeting) => meeting.zoomMeetingId))
  const missing = known.filter((meeting) => !there.has(meeting.zoomMeetingId))
  // A session that has taken place leaves the list by itself, which is no sign that it was removed.
  const gone = missing.filter((row) =>
    row.sorted === 'session' ? !isOver(row, ctx.now) : !isNeverListed(row, ctx.now),
  )
  if (gone.length === 0) return
  await inChunks(gone, (chunk) =>
    tx
      .update(meetings)
      .set({
        missingCount: sql`${meetings.missingCount} + 1`,
        missingSince: sql`coalesce(${meetings.missingSince}, ${ctx.now.toISOString()}::timestamptz)`,
      })
      .where(
        inArray(
          meetings.id,
          chunk.map((meeting) => meeting.id),
        ),
      ),
  )
  await forgetGone(tx, connectionId)
}

/** What is listed, or was opened by itself: as it is now, and there. */
export async function keepListed(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  listed: readonly MeetingFacts[],
): Promise<void> {
  const rows = listed.map((meeting) => ({
    ...meeting,
    organisationId: ctx.organisation.id,
    id: newId(),
    connectionId,
    sorted: 'unsorted' as const,
    firstSeenAt: ctx.now,
    lastSeenAt: ctx.now,
  }))
  const unlessPrivate = (column: string) =>
    sql.raw(`case when meetings.sorted = 'private' then null else excluded.${column} end`)
  // When one that was started on the spot began and ended, only Zoom's events say.
  const timeUnlessPrivate = (column: string) =>
    sql.raw(`case when meetings.sorted = 'private' then null
      when excluded.zoom_type = 1 then meetings.${column} else excluded.${column} end`)
  await tx
    .insert(meetings)
    .values(rows)
    .onConflictDoUpdate({
      target: [meetings.organisationId, meetings.connectionId, meetings.zoomMeetingId],
      set: {
        zoomType: sql`excluded.zoom_type`,
        topic: unlessPrivate('topic'),
        startsAt: timeUnlessPrivate('starts_at'),
        duration_minutes: timeUnlessPrivate('duration_minutes'),
        openedTimes: sql`case when meetings.sorted = 'private' then null
          else coalesce(excluded.opened_times, meetings.opened_times) end`,
        lastSeenAt: sql`excluded.last_seen_at`,
        missingSince: null,
        missingCount: 0,
      },
    })
}

/** Nothing is kept of a meeting that is gone and was nobody's session. */
async function forgetGone(tx: Tx, connectionId: string): Promise<void> {
  const everSession = tx
    .select({ id: meetingSessions.id })
    .from(meetingSessions)
    .where(eq(meetingSessions.meetingId, meetings.id))
  await tx
    .delete(meetings)
    .where(
      and(
        eq(meetings.connectionId, connectionId),
        or(eq(meetings.sorted, 'unsorted'), eq(meetings.sorted, 'private')),
        sql`${meetings.missingCount} >= ${absences}`,
        notExists(everSession),
      ),
    )
}
