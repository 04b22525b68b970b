import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { connectionShares, zoomConnections, zoomHosts } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import type { Hint } from '../jobs/enqueue'
import { endReading, stopReading } from '../zoom-connections/end-reading'
import { deliverShareEnd } from '../zoom-connections/share-with-clubs'

/**
 * Why a host's account is read no more: somebody decided it, Zoom's list of users no longer has
 * them, or their coach shares the same Zoom user by their own consent now.
 */
export type HostEnd = 'decided' | 'gone' | 'own_consent'

/**
 * Ends to read one user of the club's own account. What is said of them now ends with a job of its
 * own, as for a coach who shares no more; their history stays. The host's decision is the caller's,
 * and so is the club's status. Returns the connection that ended, null for none, and what became due.
 */
export async function endHost(
  tx: Tx,
  ctx: Context,
  host: { id: string; hostConnectionId: string | null },
  why: HostEnd,
): Promise<{ connectionId: string | null; hints: readonly Hint[] }> {
  const { hostConnectionId: connectionId } = host
  if (!connectionId) return { connectionId: null, hints: [] }
  const reason = why === 'gone' ? 'zoom_user_ended' : 'by_person'
  const isThis = eq(zoomConnections.id, connectionId)
  const [ended] = await endReading(tx, ctx, isThis, { reason })
  // Zoom had ended it before: what stood until now ends, too.
  if (!ended) await stopReading(tx, connectionId, reason)
  await tx.update(zoomHosts).set({ hostConnectionId: null }).where(eq(zoomHosts.id, host.id))
  const shares = await tx
    .update(connectionShares)
    .set({ endsAt: ctx.now, endReason: why === 'own_consent' ? 'replaced' : 'by_person' })
    .where(and(eq(connectionShares.connectionId, connectionId), isNull(connectionShares.endsAt)))
    .returning({ id: connectionShares.id })
  const hints: Hint[] = []
  for (const { id } of shares) {
    const share = { id, connectionId, clubId: ctx.organisation.id }
    hints.push(await deliverShareEnd(tx, share))
  }
  return { connectionId, hints }
}
