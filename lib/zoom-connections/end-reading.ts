import { and, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { dueRemove } from '../jobs/due'
import { eraseNames } from './erase-names'
import { deliverConnection } from './share-with-clubs'

export type ConnectionRow = typeof zoomConnections.$inferSelect

/**
 * Why a connection is read no more: whoever may say so said it here, Zoom takes its tokens no more,
 * the app was taken out at Zoom, or its user is gone there.
 */
export type EndReason = NonNullable<ConnectionRow['disconnectReason']>

export type HowEnded = {
  readonly reason: EndReason
  /** When Zoom says that it ended: a consent that is younger stands. Usual: now, whatever it is. */
  readonly saidAt?: Date
}

/**
 * Connections that are connected, by which they are, are read no more from now on: nothing is due for
 * them, and whoever sees them sees that. Returns those that ended by this. The tokens, what hangs on
 * them and the clubs' status are `endConnection`'s.
 */
export async function endReading(
  tx: Tx,
  ctx: Context,
  which: SQL | undefined,
  { reason, saidAt }: HowEnded,
): Promise<readonly ConnectionRow[]> {
  const ended = await tx
    .update(zoomConnections)
    .set({
      state: 'disconnected',
      disconnectReason: reason,
      // What Zoom ended before is since then.
      disconnectedAt: sql`coalesce(${zoomConnections.disconnectedAt}, ${(saidAt ?? ctx.now).toISOString()}::timestamptz)`,
    })
    .where(and(which, canEnd(reason), saidAt && notYoungerThan(saidAt)))
    .returning()
  for (const { id } of ended) await stopReading(tx, id, reason)
  return ended
}

/** A club can say of an account of its own that Zoom ended that this is for good. */
const canEnd = (reason: EndReason): SQL =>
  reason === 'by_person'
    ? sql`(${zoomConnections.state} = 'connected' or ${zoomConnections.way} = 'account'
        and ${zoomConnections.disconnectReason} is distinct from 'by_person')`
    : sql`${zoomConnections.state} = 'connected'`

const notYoungerThan = (at: Date): SQL =>
  sql`${zoomConnections.connectedAt} <= ${at.toISOString()}::timestamptz`

/** Nothing of a connection is due any more, and who sees it is told. */
export async function stopReading(tx: Tx, connectionId: string, reason: EndReason): Promise<void> {
  await dueRemove(tx, 'audit-schedule', connectionId)
  await dueRemove(tx, 'renew-tokens', connectionId)
  await deliverConnection(tx, connectionId)
  // Tokens that Zoom takes no more say nothing of what somebody wants forgotten.
  if (reason !== 'token_refused') await eraseNames(tx, connectionId, 'all')
}
