import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomHosts } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import type { Hint } from '../jobs/enqueue'
import { openAgain } from './reopen-host'

/**
 * A coach leaves the register: whoever they are in the club's own Zoom account is to be asked again.
 * In the transaction that ends them; the club's status is still to be delivered.
 */
export async function reopenHostsOfCoach(
  tx: Tx,
  ctx: Context,
  coachId: string,
): Promise<readonly Hint[]> {
  const hosts = await tx
    .select()
    .from(zoomHosts)
    .where(eq(zoomHosts.coachId, coachId))
    .for('update')
  const hints: Hint[] = []
  for (const host of hosts) hints.push(...((await openAgain(tx, ctx, host)) ?? []))
  return hints
}
