import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { firstWarningAt } from '../core/session-warning'

/**
 * Sees to it that the host of each coming session of a connection that may be unsafe is warned in
 * time: the day before, or now where that is past. To be called when a club has been judged, after
 * its findings were recorded. What is due looks again at what is so then. `part`: an audit of a part of
 * the account has news of the sessions that it read, and of what became unsafe by it; all others were
 * seen to before. Returns the sessions whose time it is now, to be hinted at once that has committed.
 */
export async function scheduleSessionWarnings(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  part: { readonly auditId: string; readonly readAt: Date } | null = null,
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
        and f.subject_id in (s.id, s.connection_id))
      and ${part ? isNews(part) : sql`true`}`)
  return found.rows.flatMap((row) => (row.is_now ? row.id : []))
}

const isNews = ({ auditId, readAt }: { auditId: string; readAt: Date }): SQL => sql`(
  exists (select from reading_confirmations c where c.audit_id = ${auditId}::uuid
    and c.body_kind = 'meeting' and c.subject_id = s.id)
  or not exists (select from findings f where f.state = 'open' and f.level = 'MUST'
    and f.subject_id in (s.id, s.connection_id)
    and f.opened_at < ${readAt.toISOString()}::timestamptz))`
