import { inTenant } from '#db/tenant'
import type { Context } from '../context'
import { appPool } from '../database/pools'
import { dueAdd } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'

/**
 * Makes a connection's daily check due at once instead of at its own moment of the day, so that a
 * demo shows within seconds what a day does. The scheduler does the rest, as on any day.
 */
export async function scheduleNow(me: Context, connectionId: string): Promise<void> {
  const { id } = me.organisation
  await inTenant(appPool(), id, (tx) => dueAdd(tx, 'audit-schedule', connectionId, me.now))
  await enqueue('audit-schedule', id, connectionId)
}
