import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from './written-notice'

/**
 * A check of the context's club saw these findings mended: tells whoever asked for it, once. To be
 * called in the transaction that closes them, after it has. The coach, who did it, is told by their
 * own page.
 */
export async function notifyMended(
  tx: Tx,
  ctx: Context,
  findingIds: readonly string[],
): Promise<readonly WrittenNotice[]> {
  if (findingIds.length === 0) return []
  const now = ctx.now.toISOString()
  const notBefore = sendAfter('mended', ctx.now).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_mended(${sql.param([...findingIds])}::uuid[], ${now}::timestamptz,
      ${notBefore}::timestamptz)`,
  )
}
