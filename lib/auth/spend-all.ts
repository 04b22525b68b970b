import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { verificationTokens } from '#db/schema/identity'
import { lockUntilCommit } from '../database/lock-until-commit'

/** Of several who try with what was mailed to one address, each waits for the one before. */
export const lockAddress = (tx: Tx, email: string) => lockUntilCommit(tx, `sign-in ${email}`)

/** Every code and link that was mailed to an address is used up; the caller holds its lock. */
export async function spendAll(tx: Tx, email: string): Promise<void> {
  await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, email))
}
