import type { Context } from '../context'
import { isGathered } from '../core/reminders/digest'
import type { Lease } from '../jobs/with-due'
import { sendMail } from '../mail/send-mail'
import { namesOfUsers } from '../memberships/names-of-users'
import { isRefusedForGood } from '../mail/is-refused-for-good'
import { mailOfNotice } from './mail-of-notice'
import { readNotice } from './read-notice'
import { sendDigest } from './send-digest'
import { settleNotice, type Outcome } from './settle-notice'

/**
 * Sends one notice that is due, if it still stands, and says what became of it.
 *
 * A notice is never lost, and is sent once: a lease keeps two workers from sending it at once, and
 * what was sent is marked by one conditional update. Mail itself knows no transaction, so one gap
 * stays: a worker that dies after the mail server said yes and before the mark is written leaves a
 * notice that the next one sends again. That second mail has the same Message-ID, by which mail
 * servers and programs know it as the same. No sender of mail can promise more.
 *
 * A refusal for good, or an address that is gone, ends it as failed; anything else throws, and is
 * tried again with longer and longer waits until the last attempt, after about three days.
 */
export async function sendNotice(ctx: Context, noticeId: string, lease: Lease): Promise<void> {
  const settle = (outcome: Outcome) =>
    settleNotice(ctx, { noticeId, token: lease.token, attempts: lease.attempt, outcome })
  const toSend = await readNotice(ctx, { noticeId })
  if (!toSend?.stands && !toSend?.digestId) return settle({ state: 'not_needed' })
  if (isGathered(toSend.notice.kind)) return sendDigest(ctx, noticeId, lease)
  const reader = (await namesOfUsers([toSend.userId])).get(toSend.userId)
  if (!reader) return settle({ state: 'failed', failure: 'no_address' })
  const mail = mailOfNotice(noticeId, toSend.notice, reader, ctx.now)
  try {
    await sendMail(mail)
  } catch (error) {
    if (isRefusedForGood(error)) return settle({ state: 'failed', failure: 'refused' })
    if (lease.isLast) return settle({ state: 'failed', failure: 'not_reached' })
    throw error
  }
  await settle({ state: 'sent', messageId: mail.messageId })
}
