import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import { meetings, meetingSessions } from '#db/schema/meetings'
import { command } from '../command'
import { conflict } from '../core/errors'
import { isOver } from '../core/session-time'
import { id } from '../ids'

/** One meeting that is somebody's session: the only kind that is opened. */
export type SessionToRead = { id: string; zoomMeetingId: string; missingCount: number }

export type Begun = { connectionId: string; sessions: SessionToRead[] }

/**
 * Takes an audit in hand: queued, or running where a worker was lost in the middle. Gives what is
 * to be read. Throws `conflict` where it is finished.
 */
export const beginAudit = command({
  name: 'audit.begin',
  permission: 'audit.work',
  input: z.object({ auditId: id }),
  async run(tx, ctx, { auditId }) {
    const begun = await tx
      .update(audits)
      .set({
        state: 'running',
        startedAt: sql`coalesce(${audits.startedAt}, ${ctx.now.toISOString()}::timestamptz)`,
        stepsDone: 0,
      })
      .where(and(eq(audits.id, auditId), inArray(audits.state, ['queued', 'running'])))
      .returning({ connectionId: audits.connectionId })
    const row = begun[0]
    if (!row) throw conflict('This check has ended.')
    const sessions = await sessionsToRead(tx, row.connectionId, ctx.now)
    const result: Begun = { connectionId: row.connectionId, sessions }
    return { result, trail: [{ subject: 'audit', subjectId: auditId }] }
  },
})

/** Sessions of any club that are still to come. Gone ones and past ones have nothing to read. */
async function sessionsToRead(tx: Tx, connectionId: string, now: Date): Promise<SessionToRead[]> {
  const rows = await tx
    .selectDistinctOn([meetings.id], { meeting: meetings })
    .from(meetings)
    .innerJoin(
      meetingSessions,
      and(eq(meetingSessions.meetingId, meetings.id), isNull(meetingSessions.endsAt)),
    )
    .where(
      and(
        eq(meetings.connectionId, connectionId),
        eq(meetings.sorted, 'session'),
        lt(meetings.missingCount, 2),
      ),
    )
  return rows
    .map((row) => row.meeting)
    .filter((meeting) => !isOver(meeting, now))
    .map(({ id, zoomMeetingId, missingCount }) => ({ id, zoomMeetingId, missingCount }))
}
