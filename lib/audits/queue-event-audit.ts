import { and, eq, gt, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import type { Context } from '../context'
import { day_ms } from '../core/durations'
import { eventAudits } from '../core/event-limits'
import { freshFor_ms } from '../core/freshness'
import { dueAdd } from '../jobs/due'
import { widened, type OnlyMeetings } from './only-meetings'
import { queueAudit } from './queue-audit'

/** What Zoom told of. */
export type Told = {
  /** The meetings that it is about, with the settings that they follow; null for the whole account. */
  readonly only: OnlyMeetings
  /** It is over by the time that events are gathered. */
  readonly isUrgent: boolean
}

/**
 * Queues an audit because Zoom told of a change, or gives the one that waits, which is then about
 * this, too. An account that was not wholly read of late is wholly read. Where there were as many
 * audits in a day as there may be, whatever they were about, the connection's scheduled one is brought
 * forward instead: it reads what was gathered by then, and stands in the way of nobody who asks for
 * one. Returns null then.
 */
export async function queueEventAudit(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  { only, isUrgent }: Told,
): Promise<string | null> {
  const [waiting] = await tx
    .update(audits)
    .set({ onlyMeetings: widened(only) })
    .where(and(eq(audits.connectionId, connectionId), eq(audits.state, 'queued')))
    .returning({ id: audits.id })
  if (waiting) return waiting.id
  const { made, isRead } = await lately(tx, ctx, connectionId)
  const most = isUrgent ? eventAudits.urgentADay_max : eventAudits.aDay_max
  if (made < most) return queueAudit(tx, ctx, connectionId, 'event', isRead ? only : null)
  // Where it is to come before, that stands: what is told later waits no longer for being told.
  const gatheredAt = new Date(ctx.now.getTime() + eventAudits.gather_ms)
  await dueAdd(tx, 'audit-schedule', connectionId, gatheredAt)
  return null
}

/** How often events had it read in a day, and whether it was read whole so that it may be believed. */
async function lately(tx: Tx, ctx: Context, connectionId: string) {
  const dayAgo = new Date(ctx.now.getTime() - day_ms).toISOString()
  const [found] = await tx
    .select({
      made: sql<number>`count(*) filter (where ${audits.trigger} = 'event'
        and ${audits.queuedAt} > ${dayAgo}::timestamptz)::integer`,
      isRead: sql<boolean>`coalesce(bool_or(${audits.complete} and ${audits.onlyMeetings} is null),
        false)`,
    })
    .from(audits)
    .where(
      and(
        eq(audits.connectionId, connectionId),
        gt(audits.queuedAt, new Date(ctx.now.getTime() - freshFor_ms)),
      ),
    )
  return found ?? { made: 0, isRead: false }
}
