import { rowsOf } from './connections'

/** Everything that would be done twice, or not at all, in words, so that a difference can be read. */
export async function ledger(): Promise<Record<string, number>> {
  const [row] = await rowsOf<Record<string, number>>(
    `select
       (select count(*)::integer from audits where state <> 'finished') as unfinished,
       (select count(*)::integer from audits a where 1 <> (select count(*) from trail t
         where t.command = 'audit.finish' and t.subject_id = a.id)) as not_finished_once,
       (select count(*)::integer from club_audits where state <> 'judged') as not_judged,
       (select count(*)::integer from club_audits a where 1 <> (select count(*) from trail t
         where t.command = 'audit.judge' and t.subject_id = a.id
           and t.organisation_id = a.organisation_id and not t.detail ? 'judged_already'))
         as not_judged_once,
       (select count(*)::integer from (select 1 from reading_confirmations
         group by organisation_id, audit_id, body_kind, subject_id having count(*) > 1) twice)
         as bodies_kept_twice,
       (select count(*)::integer from (select 1 from trail where command = 'audit.schedule'
         and detail ->> 'audit' is not null group by detail ->> 'audit', at
         having count(*) > 1) twice) as scheduled_twice_at_once,
       (select count(*)::integer from zoom_events where worked_at is null) as events_not_worked,
       -- Mail has times of its own, and one may come while this is being counted.
       (select count(*)::integer from system.due where at <= clock_timestamp()
         and kind not in ('send-notice', 'session-warning')) as still_due,
       (select count(*)::integer from finding_events e join audits a on a.id = e.audit_id
         where e.close_reason = 'mended' and a.complete is not true) as closed_by_a_gap,
       (select count(*)::integer from mends
         where state in ('confirmed', 'sent', 'accepted', 'unclear')) as mends_without_end`,
    [],
  )
  return row ?? {}
}

/** What a ledger says after a storm in which nothing was lost and nothing done twice. */
export const evenLedger = {
  unfinished: 0,
  not_finished_once: 0,
  not_judged: 0,
  not_judged_once: 0,
  bodies_kept_twice: 0,
  scheduled_twice_at_once: 0,
  events_not_worked: 0,
  still_due: 0,
  closed_by_a_gap: 0,
  mends_without_end: 0,
}

/** How often each connection's daily audit was begun, as the trail has it. */
export async function scheduledOf(): Promise<Map<string, number>> {
  const rows = await rowsOf<{ connection: string; number: number }>(
    `select subject_id as connection, count(*)::integer as number from trail
     where command = 'audit.schedule' and detail ->> 'audit' is not null group by subject_id`,
    [],
  )
  return new Map(rows.map(({ connection, number }) => [connection, number]))
}

export type Standing = {
  state: string
  reason: string | null
  /** Of its newest audit. */
  complete: boolean | null
  /** That its person, and the club's officer, were told of its end. */
  told_person: number
  told_officer: number
  tokens: number
}

/** How each connection stands, by its id. */
export async function standings(): Promise<Map<string, Standing>> {
  const rows = await rowsOf<Standing & { id: string }>(
    `select c.id, c.state, c.disconnect_reason as reason,
       (select a.complete from audits a where a.connection_id = c.id
         order by a.queued_at desc limit 1) as complete,
       (select count(*)::integer from notices n where n.subject_id = c.id
         and n.kind = 'connection_ended' and n.role = 'person') as told_person,
       (select count(*)::integer from notices n where n.subject_id = c.id
         and n.kind = 'connection_ended' and n.role = 'welfare_officer') as told_officer,
       (select count(*)::integer from zoom_tokens t where t.connection_id = c.id) as tokens
     from zoom_connections c`,
    [],
  )
  return new Map(rows.map(({ id, ...standing }) => [id, standing]))
}

/** Of these deliveries, those that no inbox row knows. */
export async function lostOf(requestIds: readonly string[]): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    `select id from unnest($1::text[]) id
     where not exists (select from system.webhook_inbox i where i.request_id = id)`,
    [requestIds],
  )
  return rows.map(({ id }) => id)
}
