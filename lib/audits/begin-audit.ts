import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import { meetings, meetingSessions } from '#db/schema/meetings'
import { command } from '../command'
import type { Context } from '../context'
import { absences } from '../core/absences'
import { isOver } from '../core/session-time'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { takeMends } from '../mends/prove-mends'
import { accountToRead, type AccountToRead } from './account-to-read'
import { lastRead, type DeliveredReading } from './delivered-readings'
import { userToRead, type UserToRead } from './user-to-read'

/** One meeting that is somebody's session: the only kind that is opened. */
export type SessionToRead = { id: string; zoomMeetingId: string; missingCount: number }

/** What an audit of a part of an account goes by. */
export type PartToRead = {
  /** The meetings that it is about. */
  meetingIds: readonly string[]
  /** What is known of the account. */
  before: readonly DeliveredReading[]
}

export type Begun = {
  connectionId: string
  queuedAt: Date
  /** Somebody asked for it, and may be looking on. */
  isWatched: boolean
  /** It is the daily one, for which nobody waits. */
  isScheduled: boolean
  sessions: SessionToRead[]
  user: UserToRead
  /** Set where the connection is a club's own account, and no one user. */
  account: AccountToRead | null
  /** Null where it is about the whole account. */
  part: PartToRead | null
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
      .returning()
    const row = begun[0]
    if (!row) await dueFinish(tx, 'read-account', auditId, token, null)
    const result = row ? await toRead(tx, ctx, auditId, row) : null
    const detail = { ended_already: row === undefined }
    return { result, trail: [{ subject: 'audit', subjectId: auditId, detail }] }
  },
})

/** Changes of ours that wait to be read back may be of anything: then the whole account is read. */
async function toRead(
  tx: Tx,
  ctx: Context,
  auditId: string,
  { connectionId, queuedAt, trigger, onlyMeetings }: typeof audits.$inferSelect,
): Promise<Begun> {
  const mends = await takeMends(tx, auditId, connectionId)
  if (mends > 0 && onlyMeetings) {
    await tx.update(audits).set({ onlyMeetings: null }).where(eq(audits.id, auditId))
  }
  const meetingIds = mends > 0 ? null : onlyMeetings
  return {
    connectionId,
    queuedAt,
    isWatched: trigger === 'connected' || trigger === 'requested',
    isScheduled: trigger === 'scheduled',
    sessions: await sessionsToRead(tx, connectionId, ctx.now),
    user: await userToRead(tx, connectionId),
    account: await accountToRead(tx, connectionId),
    part: meetingIds && { meetingIds, before: await lastRead(tx, connectionId) },
  }
}

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
