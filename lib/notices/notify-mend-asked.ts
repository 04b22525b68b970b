import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { actBy } from '../core/session-warning'
import { deliverNotices, type WrittenNotice } from './written-notice'

/**
 * The context's club asks a host to mend something: tells the host, in time for the session where it
 * is about one. To be called in the transaction that writes the request. Tells nobody where the host
 * has no record of their own, or nothing of it is open.
 */
export async function notifyMendAsked(
  tx: Tx,
  ctx: Context,
  requestId: string,
  startsAt: Date | null,
): Promise<readonly WrittenNotice[]> {
  const now = ctx.now.toISOString()
  const isToCome = startsAt !== null && startsAt > ctx.now
  const notBefore = sendAfter('mend_asked', ctx.now, isToCome ? actBy(startsAt) : null)
  return deliverNotices(
    tx,
    sql`select * from deliver_mend_request(${requestId}::uuid, ${now}::timestamptz,
      ${notBefore.toISOString()}::timestamptz)`,
  )
}
