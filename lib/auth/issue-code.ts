import { z } from 'zod'
import { emailAddress } from '../core/email'
import { safeReturnTo } from '../core/paths'
import { parseInput } from '../parse-input'
import { countAsked } from './count-asked'
import { mailCode } from './mail-code'
import { knownDevice } from './known-here'
import { keepMailed } from './mailed-secrets'
import { codeHash, linkHash, newCode, newLinkToken } from './sign-in-secrets'

const input = z.object({
  email: emailAddress,
  returnTo: z.string().optional(),
  /** What the browser keeps under `knownCookie`. */
  known: z.string().optional(),
})

/**
 * Mails a code to type and a link to open to an address, whoever's it is: nothing here looks
 * whether it is known, so that neither answer nor time tells. `network` is the asker's, as
 * `networkOf` names it. What was mailed before goes on working until it is too old or one of them
 * was used: mail that is slow, or a stranger who asks too, locks nobody out. Returns the address as
 * it is kept. Throws `invalid_input`, `too_many_attempts`, and `unavailable` where the mail did not go.
 */
export async function issueCode(
  given: z.input<typeof input>,
  network: string,
  now: Date,
): Promise<{ email: string }> {
  const { email, returnTo, known } = parseInput(input, given)
  await countAsked(email, { network, device: knownDevice(known, email) }, now)
  const code = newCode()
  const token = newLinkToken()
  await keepMailed(email, [codeHash(email, code), linkHash(token)], now)
  await mailCode({ email, code, token, returnTo: safeReturnTo(returnTo, '') })
  return { email }
}
