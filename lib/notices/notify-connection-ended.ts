import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from './written-notice'

/**
 * Zoom ended what the context's person consented to: tells them, and the welfare officers of every
 * club with which the connection is shared. To be called in the transaction that marks it as
 * disconnected, after it has; tells nobody where the person ended it themselves.
 */
export async function notifyConnectionEnded(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<readonly WrittenNotice[]> {
  const now = ctx.now.toISOString()
  const notBefore = sendAfter('connection_ended', ctx.now).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_connection_end(${connectionId}::uuid, ${now}::timestamptz,
      ${notBefore}::timestamptz)`,
  )
}
