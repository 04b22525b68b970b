import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from './written-notice'

/**
 * The link to a meeting was found in public, and the meeting is no session of any club's. In somebody's
 * own account that person is told, and nobody else. In a club's own, where an officer left it out or
 * nobody said who its host is, the welfare officers are, and its host where that is a coach of theirs.
 * At any hour. To be called while the events are worked, after what is a club's was delivered and
 * before they are marked.
 */
export async function notifyLinkOfNoSession(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<readonly WrittenNotice[]> {
  const now = ctx.now.toISOString()
  const notBefore = sendAfter('link_posted', ctx.now).toISOString()
  const of = sql`${connectionId}::uuid, ${now}::timestamptz, ${notBefore}::timestamptz`
  return deliverNotices(
    tx,
    ctx.organisation.kind === 'club'
      ? sql`select * from deliver_club_link_posted(${of})`
      : sql`select * from deliver_own_link_posted(${of})`,
  )
}
