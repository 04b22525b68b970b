import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { nextDailyAt } from '../core/daily'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'
import type { Lease } from '../jobs/with-due'
import { queueAudit } from './queue-audit'
import { recordChecksDue } from './record-checks-due'

const schedule = command({
  name: 'audit.schedule',
  permission: 'audit.work',
  input: z.object({ connectionId: id, token: id }),
  async run(tx, ctx, { connectionId, token }) {
    const [connection] = await tx
      .select({
        accountId: zoomConnections.zoomAccountId,
        organisationId: zoomConnections.organisationId,
      })
      .from(zoomConnections)
      .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.state, 'connected')))
    const auditId = connection ? await queueAudit(tx, ctx, connectionId, 'scheduled') : null
    const nextAt = connection ? nextDailyAt(connection.accountId, ctx.now) : null
    await dueFinish(tx, 'audit-schedule', connectionId, token, nextAt)
    if (connection && nextAt) {
      const due = { nextAt, now: ctx.now, since: 'last' as const }
      await recordChecksDue(tx, { ...connection, connectionId }, due)
    }
    const detail = { audit: auditId, next_at: nextAt?.toISOString() ?? null }
    return { result: auditId, trail: [{ subject: 'connection', subjectId: connectionId, detail }] }
  },
})

/**
 * Queues the daily audit of a connection and puts the next one off to the account's own moment of
 * the next day. Where it is not connected any more, nothing is queued and nothing is due again.
 */
export async function startScheduledAudit(
  ctx: Context,
  connectionId: string,
  { token }: Lease,
): Promise<void> {
  const auditId = await schedule(ctx, { connectionId, token })
  if (auditId) {
    await enqueue('read-account', ctx.organisation.id, auditId, { byClock: true })
  }
}
