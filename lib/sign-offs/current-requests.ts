import { sql, type SQL } from 'drizzle-orm'

/**
 * What is asked of everybody on the register now, as a table `c`: of each person and thing the
 * newest request that was neither superseded nor taken back, and how it stands at `now`. Checklists
 * of sessions are nobody's to chase, and are left out.
 */
export const currentRequests = (now: Date): SQL => sql`(
  select r.*, case when r.state in ('sent', 'opened') and r.grace_until <= ${now.toISOString()}::timestamptz
      then 'overdue' else r.state end as stands,
    p.name as coach_name, v.title as version_title, v.version as version_number
  from (
    select distinct on (x.coach_id, x.kind, x.policy_id, x.words) x.* from sign_off_requests x
    where x.state not in ('superseded', 'withdrawn') and x.kind <> 'checklist'
    order by x.coach_id, x.kind, x.policy_id, x.words, x.asked_at desc, x.id desc
  ) r
  join coaches p on p.organisation_id = r.organisation_id and p.id = r.coach_id
    and p.ends_at is null
  left join policy_versions v on v.organisation_id = r.organisation_id and v.id = r.version_id
) c`
