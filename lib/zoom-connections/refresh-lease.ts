import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { zoomTokens } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { appPool } from '../database/pools'
import { dueAdd, dueFinish } from '../jobs/due'
import type { TokenRow } from './token-rows'
import { unlessConflict } from './unless-conflict'

/**
 * After it another may try: twice the time that Zoom is given to answer, and what the asker may have
 * waited before, since its moment is that of its asking.
 */
const lease_ms = 45_000

/** So soon it is asked for again where the one who asked got no answer that says how it is. */
const askAgain_ms = 5000

/**
 * True for the one process that may ask Zoom for new tokens now. Machinery, like the leases of what
 * is due, so it leaves no trail. No transaction stays open while Zoom is asked. From here to Zoom's
 * word nobody knows whether the old tokens are still good, and Zoom takes them for some minutes only:
 * that they are renewed is due by itself, whatever becomes of this process and of what it does.
 */
export async function claimRefresh(ctx: Context, tokens: TokenRow): Promise<boolean> {
  const free = or(isNull(zoomTokens.refreshingUntil), lte(zoomTokens.refreshingUntil, ctx.now))
  const now = ctx.now.toISOString()
  const refreshingUntil = new Date(ctx.now.getTime() + lease_ms)
  return inTenant(appPool(), ctx.organisation.id, async (tx) => {
    const claimed = await tx
      .update(zoomTokens)
      .set({ refreshingUntil, expiresAt: sql`least(${zoomTokens.expiresAt}, ${now}::timestamptz)` })
      .where(and(same(tokens), free))
      .returning({ version: zoomTokens.version })
    if (claimed.length === 0) return false
    await dueAdd(tx, 'renew-tokens', tokens.connectionId, refreshingUntil)
    return true
  })
}

/** Gives the lease back where Zoom gave no answer, so that the next one may try, and soon. */
export async function releaseRefresh(ctx: Context, tokens: TokenRow): Promise<void> {
  const at = new Date(ctx.now.getTime() + askAgain_ms)
  await inTenant(appPool(), ctx.organisation.id, async (tx) => {
    await tx.update(zoomTokens).set({ refreshingUntil: null }).where(same(tokens))
    await dueAdd(tx, 'renew-tokens', tokens.connectionId, at)
  })
}

/** Ends what was due, where whoever renewed the tokens has not done it. */
export async function endRenewal(ctx: Context, connectionId: string, token: string): Promise<void> {
  await unlessConflict(() =>
    inTenant(appPool(), ctx.organisation.id, (tx) =>
      dueFinish(tx, 'renew-tokens', connectionId, token, null),
    ),
  )
}

const same = ({ connectionId, version }: TokenRow) =>
  and(eq(zoomTokens.connectionId, connectionId), eq(zoomTokens.version, version))
