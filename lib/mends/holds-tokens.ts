import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomTokens } from '#db/schema/zoom-connections'

/**
 * Whether a connection has tokens of its own; of a host, its account's. To read, somebody else's newer
 * consent for the same Zoom user will do (lib/zoom-connections/same-grant.ts); to change, it will not.
 */
export async function holdsTokens(
  tx: Tx,
  { id, viaConnectionId }: { id: string; viaConnectionId: string | null },
): Promise<boolean> {
  const held = await tx
    .select({ version: zoomTokens.version })
    .from(zoomTokens)
    .where(eq(zoomTokens.connectionId, viaConnectionId ?? id))
  return held.length > 0
}
