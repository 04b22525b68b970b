import { z } from 'zod'
import type { Context } from '../context'
import { emailAddress } from '../core/email'
import { AppError, notFound } from '../core/errors'
import { mayRole } from '../core/permissions'
import { freshLogin_minutes, isFreshLogin } from '../core/sign-in-limits'
import { parseInput } from '../parse-input'
import { countAsked } from './count-asked'
import { mailChangeCode } from './mail-code'
import { keepMailed } from './mailed-secrets'
import { changeHash, newCode } from './sign-in-secrets'

const input = z.object({ email: emailAddress })

/**
 * Mails a code to an address that somebody who is signed in wants to use from now on. Nothing of
 * theirs changes before they type it. Whoever finds a device signed in must not get the account for
 * good: `signedInAt` is a short time ago, or it throws `expired`. Throws `invalid_input`,
 * `too_many_attempts`, `unavailable`.
 */
export async function issueChangeCode(
  me: Context,
  typed: string,
  network: string,
  signedInAt: Date,
): Promise<{ email: string }> {
  if (!mayRole(me.roles, 'person.change') || me.actor.kind !== 'user') throw notFound()
  const { email } = parseInput(input, { email: typed })
  if (email === me.actor.email) {
    throw new AppError('invalid_input', 'There is a problem with what was entered.', [
      { field: 'email', message: 'You sign in with this address already. Type another one.' },
    ])
  }
  if (!isFreshLogin(signedInAt, me.now)) {
    throw new AppError(
      'expired',
      `You signed in more than ${freshLogin_minutes} minutes ago. To keep your account yours, sign in again first: open this page once more, and it shows you how.`,
    )
  }
  await countAsked(email, { network, device: null }, me.now)
  const code = newCode()
  await keepMailed(email, [changeHash(me.actor.userId, email, code)], me.now)
  await mailChangeCode(email, code)
  return { email }
}
