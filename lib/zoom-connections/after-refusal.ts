import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { dueAdd } from '../jobs/due'
import type { ZoomApp } from '../zoom/apps'
import { auditGrant } from './same-grant'

/** Null where Zoom did not even say whose consent it was. */
export type Refused = { readonly app: ZoomApp; readonly zoomUserId: string | null }

/**
 * A consent was not kept, since it allowed too little. At Zoom it has ended the one before it all the
 * same: whoever relies on that is to look now, and not at their next turn. Where it is not known whose
 * it was, that is the holder's own connections.
 */
export async function afterRefusal(
  tx: Tx,
  ctx: Context,
  { app, zoomUserId }: Refused,
): Promise<void> {
  if (zoomUserId !== null) {
    await auditGrant(tx, ctx, { app, zoomUserId })
    return
  }
  const own = await tx
    .select({ id: zoomConnections.id })
    .from(zoomConnections)
    .where(
      and(
        eq(zoomConnections.app, app),
        eq(zoomConnections.state, 'connected'),
        ne(zoomConnections.way, 'host'),
      ),
    )
  for (const { id } of own) await dueAdd(tx, 'audit-schedule', id, ctx.now)
}
