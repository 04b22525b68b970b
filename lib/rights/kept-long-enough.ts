import { and, asc, isNotNull, lt, ne, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { coachMerges, suspensions } from '#db/schema/register'
import { erasures } from '#db/schema/rights'
import type { Context } from '../context'

/**
 * People who left before that moment and are still held, longest first: not those on whom a hold is,
 * who are not cleared, whose erasure somebody stopped or planned, nor entries that were merged into another.
 */
export const keptLongEnough = (tx: Tx, ctx: Context, leftBefore: Date, rows_max: number) =>
  tx
    .select({ coachId: coaches.id, leftAt: coaches.endsAt })
    .from(coaches)
    .where(
      and(
        isNotNull(coaches.endsAt),
        lt(coaches.endsAt, leftBefore),
        ne(coaches.email, ''),
        sql`${coaches.id} not in (select held_entries(${ctx.organisation.id}::uuid))`,
        sql`not exists (select from ${erasures} e where e.organisation_id = ${coaches.organisationId}
          and e.coach_id = ${coaches.id} and e.state in ('waiting', 'planned', 'kept'))`,
        sql`not exists (select from ${suspensions} s where s.organisation_id = ${coaches.organisationId}
          and s.coach_id = ${coaches.id} and s.ends_at is null)`,
        sql`not exists (select from ${coachMerges} m where m.organisation_id = ${coaches.organisationId}
          and m.coach_id = ${coaches.id})`,
      ),
    )
    .orderBy(asc(coaches.endsAt), asc(coaches.id))
    .limit(rows_max)
