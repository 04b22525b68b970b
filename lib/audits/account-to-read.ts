import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomGroups } from '#db/schema/zoom-connections'

/** A club's own account that an audit is to read. */
export type AccountToRead = {
  /** The groups that are known, by Zoom's ids, with ours. */
  readonly groupIds: ReadonlyMap<string, string>
}

/** The account that a connection is, null where it is one user. In the transaction that begins. */
export async function accountToRead(tx: Tx, connectionId: string): Promise<AccountToRead | null> {
  const [connection] = await tx
    .select({ way: zoomConnections.way })
    .from(zoomConnections)
    .where(eq(zoomConnections.id, connectionId))
  if (connection?.way !== 'account') return null
  const rows = await tx
    .select({ id: zoomGroups.id, zoomGroupId: zoomGroups.zoomGroupId })
    .from(zoomGroups)
    .where(eq(zoomGroups.connectionId, connectionId))
  return { groupIds: new Map(rows.map(({ id, zoomGroupId }) => [zoomGroupId, id])) }
}
