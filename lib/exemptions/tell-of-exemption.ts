import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import type { NoticeKind } from '../core/notices/notice'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from '../notices/written-notice'

type ExemptionNews = Extract<NoticeKind, `exemption_${string}`>

/**
 * Tells those whom it concerns what becomes of an exemption, once for this occasion; of a lapse that
 * is the moment of it. To be called in the transaction whose news it is, after it has been written.
 */
export async function tellOfExemption(
  tx: Tx,
  ctx: Context,
  exemptionId: string,
  kind: ExemptionNews,
  occasion: Date,
): Promise<readonly WrittenNotice[]> {
  return deliverNotices(
    tx,
    sql`select * from deliver_exemption_news(${exemptionId}::uuid, ${kind},
      ${occasion.toISOString()}::timestamptz, ${ctx.now.toISOString()}::timestamptz,
      ${sendAfter(kind, ctx.now).toISOString()}::timestamptz)`,
  )
}
