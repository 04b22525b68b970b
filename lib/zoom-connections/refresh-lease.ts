import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { zoomTokens } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { appPool } from '../database/pools'
import type { TokenRow } from './token-rows'

/**
 * After it another may try: twice the time that Zoom is given to answer, and what the asker may have
 * waited before, since its moment is that of its asking.
 */
const lease_ms = 45_000

/**
 * True for the one process that may ask Zoom for new tokens now. Machinery, like the leases of what
 * is due, so it leaves no trail. No transaction stays open while Zoom is asked.
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
    return claimed.length === 1
  })
}

/** Gives the lease back where Zoom could not be asked, so that the next one may try. */
export async function releaseRefresh(ctx: Context, tokens: TokenRow): Promise<void> {
  await inTenant(appPool(), ctx.organisation.id, (tx) =>
    tx.update(zoomTokens).set({ refreshingUntil: null }).where(same(tokens)),
  )
}

const same = ({ connectionId, version }: TokenRow) =>
  and(eq(zoomTokens.connectionId, connectionId), eq(zoomTokens.version, version))
