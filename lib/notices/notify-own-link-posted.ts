import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from './written-notice'

/**
 * The link to a meeting of the context's person was found in public, and the meeting is no club's
 * session: tells the person, at any hour, and nobody else. To be called while the events are worked,
 * after what is a club's was delivered and before they are marked.
 */
export async function notifyOwnLinkPosted(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<readonly WrittenNotice[]> {
  const now = ctx.now.toISOString()
  const notBefore = sendAfter('link_posted', ctx.now).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_own_link_posted(${connectionId}::uuid, ${now}::timestamptz,
      ${notBefore}::timestamptz)`,
  )
}
