import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { sessions } from '#db/schema/meetings'
import { findings, resultsCurrent } from '#db/schema/results'
import type { Context } from '../context'
import { isOver } from '../core/session-time'
import { closeFindings, type Closing } from './close-findings'
import { inChunks } from './in-chunks'

type Session = typeof sessions.$inferSelect

/**
 * Ends what is said of sessions that are past or gone: their results leave the projection (the
 * history keeps them) and their findings close, none of them as mended. `judged` are the connection's
 * sessions. Returns those that are still to come.
 */
export async function endSessions(
  tx: Tx,
  ctx: Context,
  auditId: string | null,
  judged: readonly Session[],
): Promise<Session[]> {
  const isPast = (session: Session) => isOver(session, ctx.now)
  const ended = judged.filter((session) => session.endedAt !== null || isPast(session))
  const byId = new Map(ended.map((session) => [session.id, session]))
  await inChunks([...byId.keys()], async (ids) => {
    const ofThese = inArray(resultsCurrent.subjectId, ids)
    await tx.delete(resultsCurrent).where(and(eq(resultsCurrent.subjectKind, 'meeting'), ofThese))
    const open = await tx
      .select()
      .from(findings)
      .where(
        and(
          eq(findings.state, 'open'),
          eq(findings.subjectKind, 'meeting'),
          inArray(findings.subjectId, ids),
        ),
      )
    const closings = open.flatMap((finding): Closing[] => {
      const session = byId.get(finding.subjectId)
      return session ? [{ finding, auditId, at: ctx.now, ...endOf(session, isPast(session)) }] : []
    })
    await closeFindings(tx, ctx, closings)
  })
  return judged.filter((session) => !byId.has(session.id))
}

/** Past comes first: a session that took place unsafe did so, even if it was deleted afterwards. */
function endOf(session: Session, isPast: boolean): Pick<Closing, 'reason' | 'because'> {
  if (isPast) {
    return {
      reason: 'session_ended_unsafe',
      because: 'The session took place before this was mended.',
    }
  }
  if (session.endReason === 'left') {
    return { reason: 'left', because: 'The coach no longer shares this Zoom account.' }
  }
  return session.endReason === 'no_longer_a_session'
    ? { reason: 'removed', because: 'Somebody said that this is no longer a club session.' }
    : { reason: 'removed', because: 'The meeting is no longer in the Zoom account.' }
}
