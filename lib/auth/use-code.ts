import { z } from 'zod'
import { inNoTenant } from '#db/tenant'
import { emailAddress } from '../core/email'
import { authPool } from '../database/pools'
import { logSecurity } from '../log-security'
import { parseInput } from '../parse-input'
import { addUserIn, type AddedUser } from './add-user'
import { countTyped } from './count-asked'
import { tryCode } from './mailed-secrets'
import { codeHash } from './sign-in-secrets'
import { codeRefusal, typedCode } from './typed-code-refusal'

const input = z.object({ email: emailAddress, code: typedCode })

/**
 * Uses up a code that was typed for an address, on whatever device, and all else that was mailed to
 * it with it. Returns the user, who is made where the address is new. Throws `invalid_input` where
 * the code is wrong, `expired` where none works any more, `too_many_attempts`. A wrong try counts
 * against every code of the address that still works; the link in the same mail works on.
 */
export async function useCode(
  given: z.input<typeof input>,
  network: string,
  now: Date,
): Promise<AddedUser> {
  const { email, code } = parseInput(input, given)
  await countTyped(network, now)
  // A refusal is thrown outside of the transaction: inside, the count would be lost with it.
  const outcome = await inNoTenant(authPool(), async (tx) => {
    const tried = await tryCode(tx, email, codeHash(email, code), now)
    if (tried !== 'right') return { tried }
    return { user: await addUserIn(tx, { name: null, email }, now) }
  })
  if (outcome.user) return outcome.user
  logSecurity('wrong_code', { network })
  throw codeRefusal(outcome.tried, 'Open the link in the e-mail, or ask for a new code.')
}
