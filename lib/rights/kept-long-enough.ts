import { and, asc, isNotNull, lt, ne, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { coachMerges } from '#db/schema/register'
import { erasures, legalHolds } from '#db/schema/rights'

/**
 * People who left before that moment and are still held, longest first: not those on whom a hold is,
 * whose erasure somebody stopped or planned, nor entries that were merged into another.
 */
export const keptLongEnough = (tx: Tx, leftBefore: Date, rows_max: number) =>
  tx
    .select({ coachId: coaches.id, leftAt: coaches.endsAt })
    .from(coaches)
    .where(
      and(
        isNotNull(coaches.endsAt),
        lt(coaches.endsAt, leftBefore),
        ne(coaches.email, ''),
        sql`not exists (select from ${legalHolds} h where h.organisation_id = ${coaches.organisationId}
          and h.coach_id = ${coaches.id} and h.ends_at is null)`,
        sql`not exists (select from ${erasures} e where e.organisation_id = ${coaches.organisationId}
          and e.coach_id = ${coaches.id} and e.state in ('waiting', 'planned', 'kept'))`,
        sql`not exists (select from ${coachMerges} m where m.organisation_id = ${coaches.organisationId}
          and m.coach_id = ${coaches.id})`,
      ),
    )
    .orderBy(asc(coaches.endsAt), asc(coaches.id))
    .limit(rows_max)
