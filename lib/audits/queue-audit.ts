import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import { actorUserId, type Context } from '../context'
import { conflict } from '../core/errors'
import { newId } from '../ids'
import { dueAdd } from '../jobs/due'

/**
 * Queues an audit of a connection in its holder's tenancy, or gives the one that is under way: the
 * database holds only one unfinished audit a connection. Returns its id.
 */
export async function queueAudit(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  trigger: (typeof audits.$inferInsert)['trigger'],
): Promise<string> {
  const auditId = newId()
  const queued = await tx
    .insert(audits)
    .values({
      organisationId: ctx.organisation.id,
      id: auditId,
      connectionId,
      trigger,
      requestedBy: actorUserId(ctx),
      state: 'queued',
      queuedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: audits.id })
  if (queued[0]) {
    await dueAdd(tx, 'read-account', auditId, ctx.now)
    return auditId
  }
  const underWay = await tx
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.connectionId, connectionId), ne(audits.state, 'finished')))
  if (!underWay[0]) throw conflict()
  return underWay[0].id
}
