import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomHosts } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { dueRemove } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'
import { eraseNames } from '../zoom-connections/erase-names'
import { deliverConnection } from '../zoom-connections/share-with-clubs'
import { endHost } from './end-host'
import type { AccountRow } from './host-rows'

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
  disconnectReason: NonNullable<AccountRow['disconnectReason']>,
): Promise<readonly Hint[]> {
  await tx
    .delete(zoomHosts)
    .where(and(eq(zoomHosts.connectionId, accountConnectionId), eq(zoomHosts.decision, 'open')))
  if (disconnectReason !== 'by_person') {
    await disconnectHosts(tx, ctx, accountConnectionId, disconnectReason)
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

async function disconnectHosts(
  tx: Tx,
  ctx: Context,
  accountConnectionId: string,
  disconnectReason: AccountRow['disconnectReason'],
): Promise<void> {
  const ended = await tx
    .update(zoomConnections)
    .set({ state: 'disconnected', disconnectReason, disconnectedAt: ctx.now })
    .where(
      and(
        eq(zoomConnections.viaConnectionId, accountConnectionId),
        eq(zoomConnections.state, 'connected'),
      ),
    )
    .returning({ id: zoomConnections.id })
  for (const { id } of ended) {
    await dueRemove(tx, 'audit-schedule', id)
    await deliverConnection(tx, id)
    // Tokens that Zoom takes no more say nothing of what somebody wants forgotten.
    if (disconnectReason !== 'token_refused') await eraseNames(tx, id, 'all')
  }
}
