import type { Notice } from '../core/notices/notice'
import { noticeWords } from '../core/notices/words'
import { digestWords } from '../core/reminders/digest-words'
import { env } from '../env'
import type { Mail } from '../mail/send-mail'
import { pageAddress } from '../page-address'
import { mailOfNotice } from './mail-of-notice'

/** The one id of a digest's mail, however often it is sent. */
const messageIdOf = (digestId: string) => `<digest-${digestId}@${new URL(env().APP_URL).hostname}>`

/** All of them as one text mail. A single one is worded as if it came by itself. */
export function mailOfDigest(
  digestId: string,
  all: readonly Notice[],
  reader: { name: string; email: string },
  now: Date,
): Mail & { messageId: string } {
  const messageId = messageIdOf(digestId)
  const [only] = all
  if (only && all.length === 1) return { ...mailOfNotice(digestId, only, reader, now), messageId }
  const { title, lines, things, whys } = digestWords(all.map((each) => noticeWords(each, now)))
  const text = [
    `Hello ${reader.name},`,
    ...lines,
    ...things.map((each) => `${each.title}\n${pageAddress(each.path)}`),
    `${whys.join(' ')} It comes from Touchline, which checks that online coaching is set up safely for children.`,
  ].join('\n\n')
  return { to: reader.email, subject: title, text: `${text}\n`, messageId }
}
