import { eq } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { zoomConnections } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { appPool } from '../database/pools'

/** Which connection holds the tokens that this one is read with: a host's are its account's. */
export async function connectionWithTokens(ctx: Context, connectionId: string): Promise<string> {
  return inTenant(appPool(), ctx.organisation.id, async (tx) => {
    const [row] = await tx
      .select({ via: zoomConnections.viaConnectionId })
      .from(zoomConnections)
      .where(eq(zoomConnections.id, connectionId))
    return row?.via ?? connectionId
  })
}
