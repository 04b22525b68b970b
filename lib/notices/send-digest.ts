import type { Context } from '../context'
import type { Lease } from '../jobs/with-due'
import { isRefusedForGood } from '../mail/is-refused-for-good'
import { sendMail } from '../mail/send-mail'
import { namesOfUsers } from '../memberships/names-of-users'
import { gatherDigest } from './gather-digest'
import { mailOfDigest } from './mail-of-digest'
import type { Outcome } from './settle-notice'
import { settleDigest } from './settle-digest'

/**
 * Sends all that a person is due to be told together, in one mail. What goes into it is written down
 * before it is sent, so that a second try, after a worker died, sends the same things under the same
 * Message-ID and nothing that came up since is lost in it. Throws what `sendNotice` does.
 */
export async function sendDigest(ctx: Context, noticeId: string, lease: Lease): Promise<void> {
  const gathered = await gatherDigest(ctx, { noticeId, token: lease.token })
  if (gathered === null) return
  const ids = gathered.notices.map(({ id }) => id)
  const settle = (sentIds: readonly string[], outcome: Outcome) =>
    settleDigest(ctx, {
      ...{ digestId: noticeId, token: lease.token, attempts: lease.attempt },
      ...{ sentIds: [...sentIds], outcome },
    })
  const standing = gathered.notices.filter(({ stands }) => stands)
  if (standing.length === 0) return settle([], { state: 'not_needed' })
  const reader = (await namesOfUsers([gathered.userId])).get(gathered.userId)
  if (!reader) return settle(ids, { state: 'failed', failure: 'no_address' })
  const mail = mailOfDigest(
    noticeId,
    standing.map(({ notice }) => notice),
    reader,
    ctx.now,
  )
  const sentIds = standing.map(({ id }) => id)
  try {
    await sendMail(mail)
  } catch (error) {
    if (isRefusedForGood(error)) return settle(sentIds, { state: 'failed', failure: 'refused' })
    if (lease.isLast) return settle(sentIds, { state: 'failed', failure: 'not_reached' })
    throw error
  }
  await settle(sentIds, { state: 'sent', messageId: mail.messageId })
}
