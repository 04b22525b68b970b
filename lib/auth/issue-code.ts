import { lt } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant, type Tx } from '#db/tenant'
import { attempts, verificationTokens } from '#db/schema/identity'
import { emailAddress } from '../core/email'
import { AppError } from '../core/errors'
import { safeReturnTo } from '../core/paths'
import { codeLife_minutes, signInLimits } from '../core/sign-in-limits'
import { authPool } from '../database/pools'
import { log } from '../log'
import { parseInput } from '../parse-input'
import { countAttempt } from './count-attempt'
import { mailCode } from './mail-code'
import { codeHash, countedHash, linkHash, newCode, newLinkToken } from './sign-in-secrets'

const minute_ms = 60_000
const countsKept_ms = 2 * 24 * 60 * minute_ms

const input = z.object({ email: emailAddress, returnTo: z.string().optional() })

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
  const { email, returnTo } = parseInput(input, given)
  await countAsked(email, network, now)
  const code = newCode()
  const token = newLinkToken()
  await inNoTenant(authPool(), async (tx) => {
    await forgetOld(tx, now)
    await keep(tx, email, [codeHash(email, code), linkHash(token) ?? ''], now)
  })
  const wanted = safeReturnTo(returnTo, '')
  await mailed(() => mailCode({ email, code, token, ...(wanted ? { returnTo: wanted } : {}) }))
  return { email }
}

/** The network's limit first: whoever has used that up is not to use up an address's. */
async function countAsked(email: string, network: string, now: Date): Promise<void> {
  const { codesANetwork, codesAnAddress, codesAnAddressADay } = signInLimits
  await countAttempt(
    `codes a network ${countedHash(network)}`,
    codesANetwork,
    now,
    `Too many codes were asked for from your internet connection. Please wait ${codesANetwork.window_minutes} minutes, then try again.`,
  )
  const address = countedHash(email)
  await countAttempt(
    `codes an address ${address}`,
    codesAnAddress,
    now,
    `We have sent ${codesAnAddress.count} e-mails to this address in a short time. Use the code in the newest one, or wait ${codesAnAddress.window_minutes} minutes and ask again.`,
  )
  await countAttempt(
    `codes an address a day ${address}`,
    codesAnAddressADay,
    now,
    'We have sent too many e-mails to this address today. Use the code in the newest one, or ask again tomorrow.',
  )
}

async function keep(tx: Tx, identifier: string, hashes: readonly string[], now: Date) {
  const expires = new Date(now.getTime() + codeLife_minutes * minute_ms)
  await tx
    .insert(verificationTokens)
    .values(hashes.map((token) => ({ identifier, token, expires })))
}

async function forgetOld(tx: Tx, now: Date): Promise<void> {
  await tx.delete(verificationTokens).where(lt(verificationTokens.expires, now))
  const old = new Date(now.getTime() - countsKept_ms)
  await tx.delete(attempts).where(lt(attempts.windowStartsAt, old))
}

async function mailed(mail: () => Promise<void>): Promise<void> {
  try {
    await mail()
  } catch (error) {
    // The mail server's own words can hold the address.
    log.error(
      { error: error instanceof Error ? error.name : typeof error },
      'a code was not mailed',
    )
    throw new AppError(
      'unavailable',
      'We could not send the e-mail just now. Please try again in a few minutes.',
    )
  }
}
