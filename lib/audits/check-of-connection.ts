import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coachConnections, zoomConnections } from '#db/schema/zoom-connections'
import { stateOf } from '../coaches/connection-facts'
import { checkAgain, type CheckAgain } from '../core/check-again'
import { auditsUnderWay } from './audits-under-way'

/**
 * Whether a club may ask for a check of this connection now: a coach's, or the account of its own. `left`:
 * its coach is on the register no more.
 */
export async function checkOfConnection(
  tx: Tx,
  now: Date,
  connectionId: string,
  left: boolean,
): Promise<CheckAgain> {
  const [connection] = await tx
    .select()
    .from(coachConnections)
    .where(eq(coachConnections.id, connectionId))
  const own = connection ? null : await ownAccount(tx, connectionId)
  const underWay = (await auditsUnderWay(tx, now, [connectionId])).get(connectionId) ?? null
  const checkable = connection ? { connectionId, state: stateOf(connection) } : own
  return checkAgain(checkable, { left, underWay })
}

async function ownAccount(tx: Tx, connectionId: string) {
  const [account] = await tx
    .select({ state: zoomConnections.state })
    .from(zoomConnections)
    .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.way, 'account')))
  if (!account) return null
  return {
    connectionId,
    state: account.state === 'connected' ? ('in_force' as const) : account.state,
  }
}
