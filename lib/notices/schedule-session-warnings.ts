import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { firstWarningAt } from '../core/session-warning'

/**
 * Sees to it that the host of each coming session of a connection that may be unsafe is warned in
 * time: the day before, or now where that is past. To be called when a club has been judged, after
 * its findings were recorded. What is due looks again at what is so then. Returns the sessions whose
 * time it is now, to be hinted at once that has committed.
 */
export async function scheduleSessionWarnings(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<string[]> {
  const now = ctx.now.toISOString()
  const lead_seconds = (ctx.now.getTime() - firstWarningAt(ctx.now).getTime()) / 1000
  const found = await tx.execute<{ id: string; is_now: boolean }>(sql`
    select s.id, w.at <= ${now}::timestamptz as is_now, due_add('session-warning', s.id, w.at)
    from sessions s cross join lateral (select greatest(
      s.starts_at - make_interval(secs => ${lead_seconds}), ${now}::timestamptz) as at) w
    where s.connection_id = ${connectionId} and s.ended_at is null
      and s.starts_at > ${now}::timestamptz
      and exists (select from findings f where f.state = 'open' and f.level = 'MUST'
        and f.subject_id in (s.id, s.connection_id))`)
  return found.rows.flatMap((row) => (row.is_now ? row.id : []))
}
