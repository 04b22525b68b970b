import { and, eq, gt } from 'drizzle-orm'
import { inNoTenant, type Tx } from '#db/tenant'
import { verificationTokens } from '#db/schema/identity'
import { AppError } from '../core/errors'
import { authPool } from '../database/pools'
import { addUserIn, type AddedUser } from './add-user'
import { lockAddress, spendMailed } from './mailed-secrets'
import { linkHash } from './sign-in-secrets'

/** Whom a mailed link would sign in; null where it does not work (any more). Changes nothing. */
export const findLink = (token: string, now: Date): Promise<{ email: string } | null> =>
  inNoTenant(authPool(), (tx) => emailOf(tx, token, now))

/**
 * Uses up a mailed link, and all else that was mailed to its address with it. Returns the user, who
 * is made where the address is new. Throws `expired` where the link does not work any more.
 */
export async function useLink(token: string, now: Date): Promise<AddedUser> {
  return inNoTenant(authPool(), async (tx) => {
    const before = await emailOf(tx, token, now)
    if (!before) throw tooLate()
    await lockAddress(tx, before.email)
    // Somebody else may have used it while this one waited.
    const found = await emailOf(tx, token, now)
    if (!found) throw tooLate()
    await spendMailed(tx, found.email)
    return addUserIn(tx, { name: null, email: found.email }, now)
  })
}

async function emailOf(tx: Tx, token: string, now: Date): Promise<{ email: string } | null> {
  const [row] = await tx
    .select({ email: verificationTokens.identifier })
    .from(verificationTokens)
    .where(and(eq(verificationTokens.token, linkHash(token)), gt(verificationTokens.expires, now)))
  return row ?? null
}

const tooLate = () =>
  new AppError(
    'expired',
    'This link is too old, or was used already. Ask for a new code: it takes a minute.',
  )
