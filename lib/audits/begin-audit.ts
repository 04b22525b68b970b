import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import { meetings, meetingSessions } from '#db/schema/meetings'
import { command } from '../command'
import { absences } from '../core/absences'
import { isOver } from '../core/session-time'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { takeMends } from '../mends/prove-mends'
import { accountToRead, type AccountToRead } from './account-to-read'
import { userToRead, type UserToRead } from './user-to-read'

/** One meeting that is somebody's session: the only kind that is opened. */
export type SessionToRead = { id: string; zoomMeetingId: string; missingCount: number }

export type Begun = {
  connectionId: string
  queuedAt: Date
  sessions: SessionToRead[]
  user: UserToRead
  /** Set where the connection is a club's own account, and no one user. */
  account: AccountToRead | null
}

/**
 * Takes an audit in hand: queued, or running where a worker was lost in the middle. Gives what is
 * to be read; null where it has ended already, and then it is due no more. Throws `conflict` where
 * it has ended and another worker holds the lease.
 */
export const beginAudit = command({
  name: 'audit.begin',
  permission: 'audit.work',
  input: z.object({ auditId: id, token: id }),
  async run(tx, ctx, { auditId, token }) {
    const begun = await tx
      .update(audits)
      .set({
        state: 'running',
        startedAt: sql`coalesce(${audits.startedAt}, ${ctx.now.toISOString()}::timestamptz)`,
        stepsDone: 0,
        askAgainAt: null,
      })
      .where(and(eq(audits.id, auditId), inArray(audits.state, ['queued', 'running'])))
      .returning({ connectionId: audits.connectionId, queuedAt: audits.queuedAt })
    const row = begun[0]
    if (!row) await dueFinish(tx, 'read-account', auditId, token, null)
    const result: Begun | null = row
      ? {
          ...row,
          sessions: await sessionsToRead(tx, row.connectionId, ctx.now),
          user: await userToRead(tx, row.connectionId),
          account: await accountToRead(tx, row.connectionId),
        }
      : null
    if (row) await takeMends(tx, auditId, row.connectionId)
    const detail = { ended_already: row === undefined }
    return { result, trail: [{ subject: 'audit', subjectId: auditId, detail }] }
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
        lt(meetings.missingCount, absences),
      ),
    )
  return rows
    .map((row) => row.meeting)
    .filter((meeting) => !isOver(meeting, now))
    .map((row) => ({
      id: row.id,
      zoomMeetingId: row.zoomMeetingId,
      missingCount: row.missingCount,
    }))
}
