import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'

export type Differences = { readonly results: number; readonly findings: number }

/** Whatever may be known of a result but when it was last looked at. */
const resultDiffers = sql`
  (one.control_version, one.profile, one.level, one.result, one.reason, one.because,
    one.proof, one.statement_id, one.stated_until)
    is distinct from (other.control_version, other.profile, other.level, other.result,
    other.reason, other.because, other.proof, other.statement_id, other.stated_until)
  or one.since <> other.since and one.control <> 'M02'`

const sameResult = sql`other.organisation_id = one.organisation_id
  and other.subject_kind = one.subject_kind and other.subject_id = one.subject_id
  and other.control = one.control`

/** Findings as their events leave them. */
const rebuiltFindings = sql`(
  select e.finding_id,
    (array_agg(e.event order by e.recorded_at desc, e.at desc, e.id desc))[1] = 'closed' as closed,
    (array_agg(e.at order by e.recorded_at desc, e.at desc, e.id desc))[1] as last_at,
    (array_agg(e.close_reason order by e.recorded_at desc, e.at desc, e.id desc))[1] as reason,
    (array_agg(e.at order by e.recorded_at desc, e.at desc, e.id desc)
      filter (where e.event in ('opened', 'reopened')))[1] as opened_at,
    (count(*) filter (where e.event in ('opened', 'reopened')))::integer as times
  from public.finding_events e where e.event in ('opened', 'reopened', 'closed')
  group by e.finding_id)`

const findingDiffers = sql`
  (f.state, f.opened_at, f.times_opened, f.closed_at, f.close_reason) is distinct from (
    case when r.closed then 'closed' else 'open' end, r.opened_at, r.times,
    case when r.closed then r.last_at end, case when r.closed then r.reason end)`

/** Has the views of the past show everything that was ever written down. */
export async function askOfAllHistory(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('app.as_of', 'infinity', true),
    set_config('app.known_at', 'infinity', true)`)
}

/**
 * In how many rows the organisation's results and findings are not what the appended changes come to.
 * Each of the two in one statement, so that nothing that commits meanwhile looks like a difference.
 */
export async function compareWithHistory(tx: Tx): Promise<Differences> {
  const results = await tx.execute<{ number: number }>(sql`
    select count(*)::integer as number
    from public.results_current one full join as_of.results_current other on ${sameResult}
    where one.control is null or other.control is null or ${resultDiffers}`)
  const findings = await tx.execute<{ number: number }>(sql`
    select count(*)::integer as number
    from public.findings f full join ${rebuiltFindings} r on r.finding_id = f.id
    where f.id is null or r.finding_id is null or ${findingDiffers}`)
  return { results: results.rows[0]?.number ?? 0, findings: findings.rows[0]?.number ?? 0 }
}

/** Makes results and findings what the appended changes come to. What never was a change is not made up. */
export async function repairFromHistory(tx: Tx): Promise<void> {
  await tx.execute(sql`
    update public.results_current one set control_version = other.control_version,
      profile = other.profile, level = other.level, result = other.result, reason = other.reason,
      because = other.because, proof = other.proof, statement_id = other.statement_id,
      stated_until = other.stated_until, since = other.since
    from as_of.results_current other where ${sameResult} and (${resultDiffers})`)
  await tx.execute(sql`
    insert into public.results_current select * from as_of.results_current other
    where not exists (select from public.results_current one where ${sameResult})`)
  await tx.execute(sql`
    delete from public.results_current one
    where not exists (select from as_of.results_current other where ${sameResult})`)
  await tx.execute(sql`
    update public.findings f set state = case when r.closed then 'closed' else 'open' end,
      opened_at = r.opened_at, times_opened = r.times,
      closed_at = case when r.closed then r.last_at end,
      close_reason = case when r.closed then r.reason end,
      acceptance_id = case when not r.closed then f.acceptance_id end,
      accepted_until = case when not r.closed then f.accepted_until end
    from ${rebuiltFindings} r where r.finding_id = f.id and ${findingDiffers}`)
}
