import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from './written-notice'

/**
 * The link to a meeting in the context's club's own Zoom account was found in public, and it is no
 * session: an officer left it out, or nobody said who its host is. Tells the welfare officers, and its
 * host where that is a coach of theirs, at any hour. To be called as `notifyOwnLinkPosted` is.
 */
export async function notifyClubLinkPosted(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<readonly WrittenNotice[]> {
  const now = ctx.now.toISOString()
  const notBefore = sendAfter('link_posted', ctx.now).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_club_link_posted(${connectionId}::uuid, ${now}::timestamptz,
      ${notBefore}::timestamptz)`,
  )
}
