import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import type { NoticeKind } from '../core/notices/notice'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from '../notices/written-notice'

type ErasureNews = Extract<NoticeKind, 'erasure_asked' | 'erasure_planned' | 'erasure_answered'>

/**
 * Tells a club's officers of what they are to answer or may stop, or who asked of what was decided, in
 * the transaction that makes it so. Nobody is told the same twice.
 */
export const tellOfErasure = (
  tx: Tx,
  ctx: Context,
  erasureId: string,
  kind: ErasureNews,
): Promise<WrittenNotice[]> =>
  deliverNotices(
    tx,
    sql`select * from deliver_erasure_news(${erasureId}::uuid, ${kind},
      ${ctx.now.toISOString()}::timestamptz, ${sendAfter(kind, ctx.now).toISOString()}::timestamptz)`,
  )
