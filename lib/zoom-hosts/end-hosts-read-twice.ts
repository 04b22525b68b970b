import { and, eq, isNotNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomHosts } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { sharesItself } from './connect-host'
import { endHost } from './end-host'

/**
 * A coach who shares a Zoom user by their own consent is read by that, and no more as a host of the
 * club's own account: else everything would be found twice. Before what was read of them is judged;
 * the club's status is still to be delivered.
 */
export async function endHostsReadTwice(tx: Tx, ctx: Context, coachId: string): Promise<void> {
  const hosts = await tx
    .select()
    .from(zoomHosts)
    .where(and(eq(zoomHosts.coachId, coachId), isNotNull(zoomHosts.hostConnectionId)))
  for (const host of hosts) {
    if (await sharesItself(tx, coachId, host.zoomUserId)) {
      await endHost(tx, ctx, host, 'own_consent')
    }
  }
}
