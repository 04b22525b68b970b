import { AppError } from '../core/errors'
import * as paths from '../core/paths'
import { codeLife_minutes } from '../core/sign-in-limits'
import { env } from '../env'
import { log } from '../log'
import { sendMail } from '../mail/send-mail'

export type CodeToMail = { email: string; code: string; token: string; returnTo: string }

const onceAndHowLong = `It works once, for ${codeLife_minutes} minutes.`
const never = 'Never tell anybody this code, and do not pass this e-mail on. We never ask for it.'

/**
 * The same words to everybody, known or not. The link leads to a button: opening it does nothing.
 * This and the next throw `unavailable` where the mail did not go.
 */
export async function mailCode({ email, code, token, returnTo }: CodeToMail): Promise<void> {
  await mail(email, 'Sign in to Touchline', [
    'Your code to sign in to Touchline is:',
    code,
    `Type it on the page where you asked for it. ${onceAndHowLong}`,
    'Or open this link, on any device, and press the button there:',
    address(paths.signInConfirm(token, returnTo)),
    never,
    'If you did not ask to sign in, do nothing. Nobody can sign in as you without this e-mail.',
  ])
}

export async function mailChangeCode(email: string, code: string): Promise<void> {
  await mail(email, 'Your new address in Touchline', [
    'To use this address in Touchline from now on, type this code on the page where you asked for it:',
    code,
    onceAndHowLong,
    never,
    'If you did not ask for this, do nothing. Nothing changes without the code.',
  ])
}

/** Tells the address that was used before. It is changed already, whatever becomes of this mail. */
export async function mailOldAddress(email: string): Promise<void> {
  try {
    await mail(email, 'Your address in Touchline was changed', [
      'Somebody who was signed in as you has changed your address in Touchline. This one no longer signs you in.',
      'If that was you, there is nothing to do. If it was not, tell the people who help at your club or governing body at once.',
    ])
  } catch {
    // It is in the log.
  }
}

const address = (path: string) => env().APP_URL.replace(/\/$/, '') + path

async function mail(to: string, subject: string, lines: readonly string[]): Promise<void> {
  const all = ['Hello,', ...lines, 'Touchline keeps online coaching safe for children.']
  try {
    await sendMail({ to, subject, text: `${all.join('\n\n')}\n` })
  } catch (error) {
    // The mail server's own words can hold the address.
    log.error({ error: error instanceof Error ? error.name : typeof error }, 'a mail did not go')
    throw new AppError(
      'unavailable',
      'We could not send the e-mail just now. Please try again in a few minutes.',
    )
  }
}
