import { eq, lt, or } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { consentReturns } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { safeReturnTo } from '../core/paths'
import { newId } from '../ids'
import { stateHash } from './oauth-state'

/** Keeps where somebody goes on who is sent to Zoom with this state. What leaves this site is not kept. */
export async function keepReturn(
  tx: Tx,
  ctx: Context,
  state: string,
  returnTo: string,
  expiresAt: Date,
): Promise<void> {
  const path = safeReturnTo(returnTo, '')
  if (path === '') return
  await tx.insert(consentReturns).values({
    ...{ organisationId: ctx.organisation.id, id: newId() },
    ...{ stateHash: stateHash(state), returnTo: path, expiresAt },
  })
}

/**
 * Where they go on who came back with this state: a path on this site; null where they were sent from
 * nowhere in particular. Used up, and what is too old goes with it.
 */
export async function takeReturn(tx: Tx, ctx: Context, state: string): Promise<string | null> {
  const hash = stateHash(state)
  const gone = await tx
    .delete(consentReturns)
    .where(or(eq(consentReturns.stateHash, hash), lt(consentReturns.expiresAt, ctx.now)))
    .returning()
  const kept = gone.find((each) => each.stateHash === hash && each.expiresAt >= ctx.now)
  return kept ? safeReturnTo(kept.returnTo, '') || null : null
}
