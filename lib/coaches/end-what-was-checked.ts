import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { sessions } from '#db/schema/meetings'
import { findings, resultsCurrent } from '#db/schema/results'
import type { Context } from '../context'
import { closeFindings, type Closing } from '../findings/close-findings'

/**
 * Ends what is said now of a coach who has left: sessions, results and findings, none of them as
 * mended. Their history stays.
 */
export async function endWhatWasChecked(tx: Tx, ctx: Context, coachId: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: ctx.now, endReason: 'left' })
    .where(and(eq(sessions.coachId, coachId), isNull(sessions.endedAt)))
  await tx.delete(resultsCurrent).where(eq(resultsCurrent.coachId, coachId))
  const open = await tx
    .select()
    .from(findings)
    .where(and(eq(findings.coachId, coachId), eq(findings.state, 'open')))
  const because = 'The coach has left the club’s register.'
  const closings = open.map((finding): Closing => ({
    finding,
    reason: 'left',
    because,
    auditId: null,
    at: ctx.now,
  }))
  await closeFindings(tx, ctx, closings)
}
