import { and, eq, lte } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomTokens } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { dueRemove } from '../jobs/due'
import { endConsentInForce } from '../mends/mending-consent'
import { notifyConnectionEnded } from '../notices/notify-connection-ended'
import type { WrittenNotice } from '../notices/written-notice'
import type { TrailEntry } from '../trail/trail-entry'
import { endHostsOfAccount } from '../zoom-hosts/end-hosts-of-account'
import { eraseNames } from './erase-names'
import { deliverConnection } from './share-with-clubs'

/** Whom to tell, and what else ended with it. */
export type Ended = {
  readonly notices: readonly WrittenNotice[]
  readonly entries: readonly TrailEntry[]
}

/**
 * Zoom said at `endedAt` that this consent is over: its tokens and the names of its meetings are erased, nothing is read by itself
 * any more, nothing is mended any more, and the person and their clubs see that it is disconnected,
 * and are told. The clubs' status is still to be delivered. Null, and nothing written, where it was
 * connected (again) later than that, or is not.
 */
export async function endConnection(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  disconnectReason: 'removed_at_zoom' | 'zoom_user_ended',
  endedAt: Date,
): Promise<Ended | null> {
  const ended = await tx
    .update(zoomConnections)
    .set({ state: 'disconnected', disconnectReason, disconnectedAt: endedAt })
    .where(
      and(
        eq(zoomConnections.id, connectionId),
        eq(zoomConnections.state, 'connected'),
        lte(zoomConnections.connectedAt, endedAt),
      ),
    )
    .returning({ id: zoomConnections.id })
  if (!ended[0]) return null
  await tx.delete(zoomTokens).where(eq(zoomTokens.connectionId, connectionId))
  await dueRemove(tx, 'audit-schedule', connectionId)
  await deliverConnection(tx, connectionId)
  await eraseNames(tx, connectionId, 'all')
  await endHostsOfAccount(tx, ctx, connectionId, disconnectReason)
  const mending = await endConsentInForce(tx, ctx, connectionId)
  const notices = await notifyConnectionEnded(tx, ctx, connectionId)
  return { notices, entries: mending ? [mending] : [] }
}
