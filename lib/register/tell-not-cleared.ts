import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices } from '../notices/written-notice'

/**
 * Tells the club's welfare officers that somebody is not cleared, each as one who leads or as a deputy;
 * never why. To be called in the transaction that says so, after it has. The sweep finds what it writes.
 */
export async function tellNotCleared(tx: Tx, ctx: Context, coachId: string): Promise<void> {
  await deliverNotices(
    tx,
    sql`select * from deliver_not_cleared(${coachId}::uuid, ${ctx.now.toISOString()}::timestamptz,
      ${sendAfter('not_cleared', ctx.now).toISOString()}::timestamptz)`,
  )
}
