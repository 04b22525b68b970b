import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { meetings, sessions } from '#db/schema/meetings'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { lockUntilCommit } from '../database/lock-until-commit'
import { endSessions } from '../findings/end-sessions'
import { id } from '../ids'
import { deliverStatus } from '../roll-ups/deliver-status'
import { eraseNames } from '../zoom-connections/erase-names'
import { deliverConnection } from '../zoom-connections/share-with-clubs'
import { reasonText } from '../zoom-hosts/reason-text'
import { applySorting } from './apply-sorting'

/**
 * Says of a meeting in the club's own Zoom account that it is no club session, and why, in one's own
 * words. From now on it is not opened, its name is forgotten, and what is said of it now ends: nothing of
 * that as mended.
 * Throws `not_found` for a meeting of somebody's own account, whose sorting is theirs, `invalid_input`
 * without a reason, `conflict` where it is no session any more.
 */
export const excludeMeeting = command({
  name: 'meeting.exclude',
  permission: 'meeting.exclude',
  input: z.object({ meetingId: id, reason: reasonText }),
  async run(tx, ctx, { meetingId, reason }) {
    const { connectionId } = await holdMeeting(tx, ctx, meetingId)
    const excluded = await tx
      .update(meetings)
      .set({ excludedReason: reason, excludedBy: actorUserId(ctx), excludedAt: ctx.now })
      .where(and(eq(meetings.id, meetingId), eq(meetings.sorted, 'session')))
      .returning({ id: meetings.id })
    if (!excluded[0]) throw conflict('This is no club session any more.')
    await applySorting(tx, ctx, meetingId, { sorted: 'private', clubIds: [] })
    await endSession(tx, ctx, meetingId)
    await eraseNames(tx, connectionId, 'no_sessions')
    await deliverStatus(tx, ctx)
    const detail = { reason, connection: connectionId }
    return { result: undefined, trail: [{ subject: 'meeting', subjectId: meetingId, detail }] }
  },
})

/**
 * A meeting of a host of the club's own account. Held against deliveries and judgements of the same
 * account, until the transaction ends: what they write is ended, too. Throws `not_found`.
 */
export async function holdMeeting(
  tx: Tx,
  ctx: Context,
  meetingId: string,
): Promise<{ connectionId: string }> {
  const [found] = await tx
    .select({ connectionId: meetings.connectionId })
    .from(meetings)
    .innerJoin(zoomConnections, eq(zoomConnections.id, meetings.connectionId))
    .where(and(eq(meetings.id, meetingId), eq(zoomConnections.way, 'host')))
  if (!found) throw notFound()
  await deliverConnection(tx, found.connectionId)
  await lockUntilCommit(tx, `judge:${ctx.organisation.id}:${found.connectionId}`)
  return found
}

async function endSession(tx: Tx, ctx: Context, sessionId: string): Promise<void> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: ctx.now, endReason: 'no_longer_a_session' })
    .where(eq(sessions.id, sessionId))
    .returning()
  await endSessions(tx, ctx, null, ended)
}
