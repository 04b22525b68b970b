import { and, eq, ne, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import { actorUserId, type Context } from '../context'
import { conflict } from '../core/errors'
import { newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { nextWidened, widened, type OnlyMeetings } from './only-meetings'

/**
 * Queues an audit of a connection in its holder's tenancy, of the whole account unless it is said
 * otherwise, or gives the one that is under way: the database holds only one unfinished audit a
 * connection. One that waits is then about this, too, and one that runs and is not about the whole
 * account is followed by one that is about this. Returns its id.
 */
export async function queueAudit(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  trigger: (typeof audits.$inferInsert)['trigger'],
  only: OnlyMeetings = null,
): Promise<string> {
  const auditId = newId()
  const queued = await tx
    .insert(audits)
    .values({
      organisationId: ctx.organisation.id,
      id: auditId,
      connectionId,
      trigger,
      onlyMeetings: only && [...only],
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
  const isFollowed = sql`${audits.state} = 'running' and ${audits.onlyMeetings} is not null`
  const [underWay] = await tx
    .update(audits)
    .set({
      onlyMeetings: sql`case ${audits.state} when 'queued' then ${widened(only)}
        else ${audits.onlyMeetings} end`,
      againMeetings: sql`case when ${isFollowed} then ${nextWidened(only)}
        else ${audits.againMeetings} end`,
      readAgain: sql`${audits.readAgain} or (${isFollowed})`,
    })
    .where(and(eq(audits.connectionId, connectionId), ne(audits.state, 'finished')))
    .returning({ id: audits.id })
  if (!underWay) throw conflict()
  return underWay.id
}
