import { and, eq, gt, like, lt } from 'drizzle-orm'
import { inNoTenant, type Tx } from '#db/tenant'
import { attempts, verificationTokens } from '#db/schema/identity'
import { day_ms, minute_ms } from '../core/durations'
import { codeLife_minutes, triesACode } from '../core/sign-in-limits'
import { authPool } from '../database/pools'
import { lockUntilCommit } from '../database/lock-until-commit'
import { addOne } from './count-attempt'

const countsKept_ms = 2 * day_ms

/** Keeps the hashes of what is about to be mailed to an address, and forgets what is too old. */
export async function keepMailed(
  email: string,
  hashes: readonly string[],
  now: Date,
): Promise<void> {
  const expires = new Date(now.getTime() + codeLife_minutes * minute_ms)
  await inNoTenant(authPool(), async (tx) => {
    await tx.delete(verificationTokens).where(lt(verificationTokens.expires, now))
    const old = new Date(now.getTime() - countsKept_ms)
    await tx.delete(attempts).where(lt(attempts.windowStartsAt, old))
    await tx
      .insert(verificationTokens)
      .values(hashes.map((token) => ({ identifier: email, token, expires })))
  })
}

/** Of several who try with what was mailed to one address, each waits for the one before. */
export const lockAddress = (tx: Tx, email: string) => lockUntilCommit(tx, `sign-in ${email}`)

/** Everything that was mailed to an address is used up; the caller holds its lock. */
export async function spendMailed(tx: Tx, email: string): Promise<void> {
  await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, email))
}

export type TriedCode = 'right' | 'none works' | { triesLeft: number }

/**
 * Compares a typed code with those of its kind that were mailed to the address and still work, and
 * counts the try against each. Where it is right, all that was mailed to the address is used up.
 * `hash` begins with the kind: `code …`. Nothing is thrown: the count must be kept.
 */
export async function tryCode(tx: Tx, email: string, hash: string, now: Date): Promise<TriedCode> {
  await lockAddress(tx, email)
  const [kind = ''] = hash.split(' ')
  const alive = await tx
    .select()
    .from(verificationTokens)
    .where(
      and(
        eq(verificationTokens.identifier, email),
        like(verificationTokens.token, `${kind} %`),
        gt(verificationTokens.expires, now),
      ),
    )
  const counts = []
  for (const { token, expires } of alive) {
    counts.push({ token, triesLeft: triesACode - (await addOne(tx, token, expires)) })
  }
  const compared = counts.filter(({ triesLeft }) => triesLeft >= 0)
  if (compared.length === 0) return 'none works'
  if (!compared.some(({ token }) => token === hash)) {
    return { triesLeft: Math.max(...compared.map(({ triesLeft }) => triesLeft)) }
  }
  await spendMailed(tx, email)
  return 'right'
}
