import * as paths from '../core/paths'
import { codeLife_minutes } from '../core/sign-in-limits'
import { env } from '../env'
import { sendMail } from '../mail/send-mail'

export type CodeToMail = { email: string; code: string; token: string; returnTo?: string }

/** The same words to everybody, known or not. The link leads to a button: opening it does nothing. */
export async function mailCode({ email, code, token, returnTo }: CodeToMail): Promise<void> {
  const text = [
    'Hello,',
    'Your code to sign in to Touchline is:',
    code,
    `Type it on the page where you asked for it. It works once, for ${codeLife_minutes} minutes.`,
    'Or open this link, on any device, and press the button there:',
    env().APP_URL.replace(/\/$/, '') + paths.signInConfirm(token, returnTo),
    'Never tell anybody this code, and do not pass this e-mail on. We never ask for it.',
    'If you did not ask to sign in, do nothing. Nobody can sign in as you without this e-mail.',
    'Touchline keeps online coaching safe for children.',
  ].join('\n\n')
  await sendMail({ to: email, subject: 'Sign in to Touchline', text: `${text}\n` })
}
