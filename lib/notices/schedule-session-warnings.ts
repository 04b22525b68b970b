import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { firstWarningAt } from '../core/session-warning'

/**
 * Sees to it that the host of each coming session of a connection that may be unsafe is warned in
 * time: the day before, or now where that is past. To be called when a club has been judged, after
 * its findings were recorded. What is due looks again at what is so then.
 */
export async function scheduleSessionWarnings(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<void> {
  const now = ctx.now.toISOString()
  const lead_seconds = (ctx.now.getTime() - firstWarningAt(ctx.now).getTime()) / 1000
  await tx.execute(sql`
    select due_add('session-warning', s.id,
      greatest(s.starts_at - make_interval(secs => ${lead_seconds}), ${now}::timestamptz))
    from sessions s
    where s.connection_id = ${connectionId} and s.ended_at is null
      and s.starts_at > ${now}::timestamptz
      and exists (select from findings f where f.state = 'open' and f.level = 'MUST'
        and f.subject_id in (s.id, s.connection_id))`)
}
