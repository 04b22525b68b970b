import { and, count, eq, gt } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import type { Context } from '../context'
import { day_ms } from '../core/durations'
import { eventAudits } from '../core/event-limits'
import { dueAdd } from '../jobs/due'
import { queueAudit } from './queue-audit'

/**
 * Queues an audit because Zoom told of a change, or gives the one that waits. Where there were as many
 * in a day as there may be, the connection's scheduled one is brought forward instead: it reads what
 * was gathered by then, and stands in the way of nobody who asks for one. Returns null then.
 */
export async function queueEventAudit(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  isUrgent = false,
): Promise<string | null> {
  const waiting = await tx
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.connectionId, connectionId), eq(audits.state, 'queued')))
  if (waiting[0]) return waiting[0].id
  const [made] = await tx
    .select({ audits: count() })
    .from(audits)
    .where(
      and(
        eq(audits.connectionId, connectionId),
        eq(audits.trigger, 'event'),
        gt(audits.queuedAt, new Date(ctx.now.getTime() - day_ms)),
      ),
    )
  const most = isUrgent ? eventAudits.urgentADay_max : eventAudits.aDay_max
  if ((made?.audits ?? 0) < most) return queueAudit(tx, ctx, connectionId, 'event')
  // Where it is to come before, that stands: what is told later waits no longer for being told.
  const gatheredAt = new Date(ctx.now.getTime() + eventAudits.gather_ms)
  await dueAdd(tx, 'audit-schedule', connectionId, gatheredAt)
  return null
}
