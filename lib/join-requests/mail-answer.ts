import { AppError } from '../core/errors'
import { errorForLog } from '../error-for-log'
import { log } from '../log'
import { sendMail } from '../mail/send-mail'
import type { JoinRequest } from './decide-waiting'

/** Mails the answer to whoever asked. Throws `unavailable`: what was decided stands all the same. */
export async function mailAnswer(
  request: JoinRequest,
  answer: { subject: string; lines: readonly string[] },
): Promise<void> {
  const text = [`Hello ${request.userName},`, ...answer.lines].join('\n\n')
  try {
    await sendMail({ to: request.userEmail, subject: answer.subject, text: `${text}\n` })
  } catch (error) {
    log.warn({ ...errorForLog(error), request: request.id }, 'the answer to a club was not mailed')
    throw new AppError(
      'unavailable',
      `Your answer stands, but the e-mail to ${request.userName} could not be sent. Tell them yourself.`,
    )
  }
}
