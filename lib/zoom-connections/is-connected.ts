import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections } from '#db/schema/zoom-connections'

/** True while the holder's consent for this connection is in force. */
export async function isConnected(tx: Tx, connectionId: string): Promise<boolean> {
  const found = await tx
    .select({ id: zoomConnections.id })
    .from(zoomConnections)
    .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.state, 'connected')))
  return found.length > 0
}
