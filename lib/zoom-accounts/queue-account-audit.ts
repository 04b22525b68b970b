import type { Tx } from '#db/tenant'
import { clubAudits } from '#db/schema/audits'
import { queueAudit } from '../audits/queue-audit'
import type { Context } from '../context'
import type { Hint } from '../jobs/enqueue'

/**
 * Queues an audit of the club's own account, and shows it to the club at once: holder and club are
 * the same. Gives the one that is under way where there is one. Returns its id, and a hint.
 */
export async function queueAccountAudit(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  trigger: 'connected' | 'requested',
): Promise<{ auditId: string; hint: Hint }> {
  const organisationId = ctx.organisation.id
  const auditId = await queueAudit(tx, ctx, connectionId, trigger)
  await tx
    .insert(clubAudits)
    .values({
      ...{ organisationId, id: auditId, connectionId, coachId: null },
      ...{ trigger, state: 'queued', queuedAt: ctx.now },
    })
    .onConflictDoNothing()
  return { auditId, hint: { kind: 'read-account', organisationId, subjectId: auditId } }
}
