import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coachConnections } from '#db/schema/zoom-connections'
import { stateOf } from '../coaches/connection-facts'
import { checkAgain, type CheckAgain } from '../core/check-again'
import { auditsUnderWay } from './audits-under-way'

/** Whether a club may ask for a check of this connection now. `left`: its coach is on the register no more. */
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
  const underWay = (await auditsUnderWay(tx, now, [connectionId])).get(connectionId) ?? null
  const checkable = connection ? { connectionId, state: stateOf(connection) } : null
  return checkAgain(checkable, { left, underWay })
}
