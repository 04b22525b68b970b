import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from './written-notice'

/**
 * Zoom has taken changes that an officer of the context's club said yes to in its own Zoom account:
 * tells each coach whose settings or sessions they are, once for all of them. Tells nobody in a person's
 * own record. To be called in the transaction that says so, after it has.
 */
export async function notifyChangedForCoach(
  tx: Tx,
  ctx: Context,
  mendIds: readonly string[],
): Promise<readonly WrittenNotice[]> {
  if (mendIds.length === 0 || ctx.organisation.kind !== 'club') return []
  const now = ctx.now.toISOString()
  const notBefore = sendAfter('changed_for_coach', ctx.now).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_changed_for_coach(${sql.param([...mendIds])}::uuid[],
      ${now}::timestamptz, ${notBefore}::timestamptz)`,
  )
}
