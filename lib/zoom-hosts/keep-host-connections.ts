import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomHosts } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import type { Hint } from '../jobs/enqueue'
import { connectHost, sharesItself } from './connect-host'
import { endHost } from './end-host'
import { isGone, type AccountRow, type HostRow } from './host-rows'

/**
 * Brings what is read of an account's hosts in line with what was decided and what Zoom has: one who
 * is gone is read no more, one who came back is read again, and one whose coach shares the same Zoom
 * user by their own consent is not read twice. Also after the account was connected again. In a
 * transaction of the club's; its status is still to be delivered. Returns what became due.
 */
export async function keepHostConnections(
  tx: Tx,
  ctx: Context,
  accountConnectionId: string,
): Promise<readonly Hint[]> {
  const [account] = await tx
    .select()
    .from(zoomConnections)
    .where(and(eq(zoomConnections.id, accountConnectionId), eq(zoomConnections.state, 'connected')))
  if (!account) return []
  const hosts = await tx
    .select()
    .from(zoomHosts)
    .where(and(eq(zoomHosts.connectionId, account.id), eq(zoomHosts.decision, 'coach')))
    .for('update')
  const hints: Hint[] = []
  for (const host of hosts) hints.push(...(await keep(tx, ctx, account, host)))
  return hints
}

async function keep(
  tx: Tx,
  ctx: Context,
  account: AccountRow,
  host: HostRow,
): Promise<readonly Hint[]> {
  const { coachId, decidedBy } = host
  if (!coachId || !decidedBy) return []
  if (isGone(host)) return (await endHost(tx, ctx, host, 'gone')).hints
  if (await sharesItself(tx, coachId, host.zoomUserId)) {
    return (await endHost(tx, ctx, host, 'own_consent')).hints
  }
  // One who is missing for the first time may be gone: nothing of theirs begins anew.
  if (host.missingCount > 0 || (await isRead(tx, host))) return []
  return (await connectHost(tx, ctx, { host, account, coachId, decidedBy })).hints
}

async function isRead(tx: Tx, { hostConnectionId }: HostRow): Promise<boolean> {
  if (!hostConnectionId) return false
  const found = await tx
    .select({ id: zoomConnections.id })
    .from(zoomConnections)
    .where(and(eq(zoomConnections.id, hostConnectionId), eq(zoomConnections.state, 'connected')))
  return found.length > 0
}
