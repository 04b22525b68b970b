import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomHosts } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import type { Hint } from '../jobs/enqueue'
import { endReading, type EndReason } from '../zoom-connections/end-reading'
import { endHost } from './end-host'

/**
 * The club's own account is disconnected, and with it whoever is read by it. By an officer: then
 * what is said of its hosts ends. By Zoom: then it stands, as with a coach's own account, and the
 * club sees that nobody can look. Who is which coach is remembered either way: keepHostConnections
 * goes on from there. Of whom nobody has said anything is forgotten: no consent is left to know
 * them by. The club's status is still to be delivered. Returns what became due.
 */
export async function endHostsOfAccount(
  tx: Tx,
  ctx: Context,
  accountConnectionId: string,
  reason: EndReason,
): Promise<readonly Hint[]> {
  await tx
    .delete(zoomHosts)
    .where(and(eq(zoomHosts.connectionId, accountConnectionId), eq(zoomHosts.decision, 'open')))
  if (reason !== 'by_person') {
    await endReading(tx, ctx, eq(zoomConnections.viaConnectionId, accountConnectionId), { reason })
    return []
  }
  const hosts = await tx
    .select()
    .from(zoomHosts)
    .where(eq(zoomHosts.connectionId, accountConnectionId))
    .for('update')
  const hints: Hint[] = []
  for (const host of hosts) hints.push(...(await endHost(tx, ctx, host, 'decided')).hints)
  return hints
}
