import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import type { Context } from '../context'
import { queueAudit } from './queue-audit'

/**
 * Sees to it that a connection is read at least once from now on, and as seldom as that allows: one
 * that waits will do, one that runs is followed by one more, and else one is queued. Returns the one
 * to hint at, null where the one that runs will see to it.
 */
export async function readAgain(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  trigger: 'event' | 'requested' = 'event',
): Promise<string | null> {
  // First those that run: whatever is under way after this statement began to read after it.
  const followed = await tx
    .update(audits)
    .set({ readAgain: true })
    .where(and(eq(audits.connectionId, connectionId), eq(audits.state, 'running')))
    .returning({ id: audits.id })
  return followed[0] ? null : queueAudit(tx, ctx, connectionId, trigger)
}
