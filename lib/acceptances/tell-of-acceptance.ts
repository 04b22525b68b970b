import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import type { NoticeKind } from '../core/notices/notice'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from '../notices/written-notice'

export type AcceptanceNews = Extract<NoticeKind, `acceptance_${string}`>

/**
 * Tells those whom it concerns what became of an acceptance, once for this occasion. To be called in
 * the transaction whose news it is, after it has been written.
 */
export async function tellOfAcceptance(
  tx: Tx,
  ctx: Context,
  acceptanceId: string,
  kind: AcceptanceNews,
  occasion: Date,
): Promise<readonly WrittenNotice[]> {
  const now = ctx.now.toISOString()
  const notBefore = sendAfter(kind, ctx.now).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_acceptance_news(${acceptanceId}::uuid, ${kind},
      ${occasion.toISOString()}::timestamptz, ${now}::timestamptz, ${notBefore}::timestamptz)`,
  )
}
