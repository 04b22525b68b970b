import { and, eq, gt, like } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant, type Tx } from '#db/tenant'
import { verificationTokens } from '#db/schema/identity'
import { counted } from '../core/dates'
import { emailAddress } from '../core/email'
import { AppError } from '../core/errors'
import { codeLength, signInLimits, triesACode } from '../core/sign-in-limits'
import { normaliseCode } from '../core/typed-code'
import { authPool } from '../database/pools'
import { parseInput } from '../parse-input'
import { addUserIn, type AddedUser } from './add-user'
import { addOne, countAttempt } from './count-attempt'
import { codeHash, countedHash } from './sign-in-secrets'
import { lockAddress, spendAll } from './spend-all'

const input = z.object({
  email: emailAddress,
  code: z.string().transform((typed, ctx) => {
    const code = normaliseCode(typed, codeLength)
    if (code) return code
    const message = typed.trim()
      ? `The code has ${codeLength} letters and digits, like 7KQM-X4R9. Look at the e-mail again.`
      : 'Type the code from the e-mail.'
    ctx.addIssue({ code: 'custom', message })
    return z.NEVER
  }),
})

type Outcome = AddedUser | 'none' | { triesLeft: number }

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
  const { triesANetwork } = signInLimits
  await countAttempt(
    `tries a network ${countedHash(network)}`,
    triesANetwork,
    now,
    `Too many codes were typed from your internet connection. Please wait ${triesANetwork.window_minutes} minutes, then try again.`,
  )
  // What is wrong is thrown outside of the transaction: inside, the count would be lost with it.
  const outcome = await inNoTenant(authPool(), (tx) => tryCode(tx, email, code, now))
  if (outcome === 'none') throw noneWorks()
  if ('triesLeft' in outcome) throw wrong(outcome.triesLeft)
  return outcome
}

async function tryCode(tx: Tx, email: string, code: string, now: Date): Promise<Outcome> {
  await lockAddress(tx, email)
  const working = await countTry(tx, email, now)
  if (working.length === 0) return 'none'
  const right = working.some(({ token }) => token === codeHash(email, code))
  if (!right) return { triesLeft: Math.max(...working.map(({ triesLeft }) => triesLeft)) }
  await spendAll(tx, email)
  return addUserIn(tx, { name: null, email }, now)
}

/** The codes of an address that this try may still be compared with. */
async function countTry(tx: Tx, email: string, now: Date) {
  const alive = await tx
    .select()
    .from(verificationTokens)
    .where(
      and(
        eq(verificationTokens.identifier, email),
        like(verificationTokens.token, 'code %'),
        gt(verificationTokens.expires, now),
      ),
    )
  const counts = []
  for (const { token, expires } of alive) {
    counts.push({ token, triesLeft: triesACode - (await addOne(tx, token, expires)) })
  }
  return counts.filter(({ triesLeft }) => triesLeft >= 0)
}

const wrong = (triesLeft: number) =>
  triesLeft === 0
    ? noneWorks('That is not the code, and it was the last try.')
    : new AppError('invalid_input', 'There is a problem with what was entered.', [
        {
          field: 'code',
          message: `That is not the code in our e-mail. Look at it again: you have ${counted(triesLeft, 'more try', 'more tries')}.`,
        },
      ])

const noneWorks = (first = 'No code for this address works now.') =>
  new AppError(
    'expired',
    `${first} It may be too old, or used already, or typed wrong too often. Open the link in the e-mail, or ask for a new code.`,
  )
