import { and, eq, lte, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { meetings } from '#db/schema/meetings'
import type { Context } from '../context'
import { dueAdd } from '../jobs/due'
import { series } from '../zoom/occurrences'

/** As lib/core/session-time.ts takes it where Zoom says nothing. */
const usual_minutes = 60

/**
 * A series that is taking place has this time of it as its next. When that is over, the one after it
 * has to be known, so that people see it and its host is warned of it in time: the account is read
 * again then, where the day's own check is not due before. To be called when an audit's meetings are
 * kept.
 */
export async function followSeries(tx: Tx, ctx: Context, connectionId: string): Promise<void> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const endsAt = sql`${meetings.startsAt} + make_interval(mins =>
    coalesce(${meetings.duration_minutes}, ${usual_minutes}))`
  const [running] = await tx
    .select({ endsAt: sql<Date | null>`min(${endsAt})`.mapWith(meetings.startsAt) })
    .from(meetings)
    .where(
      and(
        eq(meetings.connectionId, connectionId),
        eq(meetings.sorted, 'session'),
        eq(meetings.zoomType, series),
        lte(meetings.startsAt, ctx.now),
        sql`${endsAt} > ${now}`,
      ),
    )
  if (running?.endsAt) await dueAdd(tx, 'audit-schedule', connectionId, running.endsAt)
}
