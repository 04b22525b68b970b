import type { Notice } from '../core/notices/notice'
import { noticeWords } from '../core/notices/words'
import { env } from '../env'
import type { Mail } from '../mail/send-mail'
import { pageAddress } from '../page-address'

/** The one id of a notice's mail, however often it is sent. */
const messageIdOf = (noticeId: string) => `<notice-${noticeId}@${new URL(env().APP_URL).hostname}>`

/** A notice as the mail that is sent of it: text, one link, who it is from and why they get it. */
export function mailOfNotice(
  noticeId: string,
  notice: Notice,
  reader: { name: string; email: string },
  now: Date,
): Mail & { messageId: string } {
  const { title, lines, action, why } = noticeWords(notice, now)
  const text = [
    `Hello ${reader.name},`,
    ...lines,
    `${action.label}:`,
    pageAddress(action.path),
    `${why} It comes from Touchline, which checks that online coaching is set up safely for children.`,
  ].join('\n\n')
  return {
    to: reader.email,
    subject: title,
    text: `${text}\n`,
    messageId: messageIdOf(noticeId),
  }
}
