import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from '../notices/written-notice'

/**
 * Tells people that they are asked to sign, or reminds them: one notice each, however many of the
 * requests are theirs. To be called in the transaction that asks, after it has.
 */
export async function tellAsked(
  tx: Tx,
  ctx: Context,
  requestIds: readonly string[],
  kind: 'sign_off_asked' | 'sign_off_chased',
): Promise<readonly WrittenNotice[]> {
  if (requestIds.length === 0) return []
  const notBefore = sendAfter(kind, ctx.now).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_sign_offs_asked(${sql.param([...requestIds])}::uuid[], ${kind},
      ${ctx.now.toISOString()}::timestamptz, ${notBefore}::timestamptz)`,
  )
}

/** The receipt of a sign-off, at once: whoever signed is awake. */
export async function tellReceipt(
  tx: Tx,
  ctx: Context,
  signOffId: string,
): Promise<readonly WrittenNotice[]> {
  const now = ctx.now.toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_sign_off_receipt(${signOffId}::uuid, ${now}::timestamptz,
      ${now}::timestamptz)`,
  )
}

/** Tells the club's officers that somebody has a question, or does not agree. */
export async function tellSaid(
  tx: Tx,
  ctx: Context,
  requestId: string,
  kind: 'sign_off_question' | 'sign_off_declined',
): Promise<readonly WrittenNotice[]> {
  const notBefore = sendAfter(kind, ctx.now).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_sign_off_said(${requestId}::uuid, ${kind},
      ${ctx.now.toISOString()}::timestamptz, ${notBefore}::timestamptz)`,
  )
}
