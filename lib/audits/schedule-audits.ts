import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections } from '#db/schema/zoom-connections'
import { nextDailyAt } from '../core/daily'
import { notFound } from '../core/errors'
import { dueAdd } from '../jobs/due'
import { recordChecksDue } from './record-checks-due'

/**
 * Says when a connection is first audited by itself, in the transaction that connects it. The
 * holder is the transaction's organisation. Throws `not_found` where it has no such connection.
 */
export async function scheduleAudits(tx: Tx, connectionId: string, now: Date): Promise<void> {
  const found = await tx
    .select({
      accountId: zoomConnections.zoomAccountId,
      organisationId: zoomConnections.organisationId,
    })
    .from(zoomConnections)
    .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.state, 'connected')))
  const connection = found[0]
  if (!connection) throw notFound()
  const nextAt = nextDailyAt(connection.accountId, now)
  await dueAdd(tx, 'audit-schedule', connectionId, nextAt)
  await recordChecksDue(tx, { ...connection, connectionId }, { nextAt, now, since: 'now' })
}
