import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { deliverNotices, type WrittenNotice } from './written-notice'

/**
 * The link to one of the context's club's sessions was found in public: tells its host and the
 * welfare officers, at any hour. To be called in the transaction that opens the finding (a meeting's,
 * on M02), after it has; give what it returns to `hintNotices` once that has committed.
 */
export async function notifyLinkPosted(
  tx: Tx,
  ctx: Context,
  findingId: string,
): Promise<readonly WrittenNotice[]> {
  const now = ctx.now.toISOString()
  const notBefore = sendAfter('link_posted', ctx.now).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_link_posted(${findingId}::uuid, ${now}::timestamptz,
      ${notBefore}::timestamptz)`,
  )
}
