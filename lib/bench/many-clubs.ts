import pg from 'pg'
import type { Context } from '../context'
import { roleUrl } from '../database/role-url'
import { newId } from '../ids'
import { contextFor } from '../server-context'

/** As deliveries would leave them: most in order, some falling short, late, unknown or not there. */
const joinedWithFigures = `
  with made as (
    select uuidv7() as id, 'Club ' || lpad(n::text, 6, '0') as name, n
    from generate_series(1, $2::integer) n),
  joined as (
    insert into affiliations (organisation_id, id, side, other_organisation_id, other_name,
      other_kind, starts_at)
    select $1, uuidv7(), 'lower', id, name, 'club', now() from made)
  insert into roll_ups (organisation_id, club_organisation_id, club_name, coaches,
    coaches_not_connected, blocking, advisory, accepted_blocking, could_not_check, met, oldest_blocking_at,
    oldest_checked_at, last_checked_at, good_until, updated_at)
  select $1, id, name, 1 + n % 30, case when n % 29 = 0 then 1 else 0 end,
    case when n % 21 = 0 then 1 + n % 4 else 0 end, n % 3,
    case when n % 23 = 0 then 1 else 0 end, case when n % 27 = 0 then 1 else 0 end,
    100, case when n % 21 = 0 then now() end, now(), now(),
    now() + case when n % 33 = 0 then -1 else 1 end * interval '1 hour', now()
  from made`

/**
 * A governing body with `count` clubs, for a measurement, as its safeguarding lead sees it. Nothing
 * takes them away again: only for a database that is thrown away.
 */
export async function manyClubs(count: number): Promise<Context> {
  const body = newId()
  const client = new pg.Client({ connectionString: roleUrl('migrator') })
  await client.connect()
  try {
    await client.query('set role delivery')
    await client.query(
      "insert into organisations values ($1, 'governing_body', 'Measured', 'measured-' || $2, null, now())",
      [body, body],
    )
    await client.query(joinedWithFigures, [body, count])
    await client.query('set role owner')
    await client.query('analyze affiliations, roll_ups')
  } finally {
    await client.end()
  }
  const ctx = await contextFor(body, { kind: 'server', command: 'bench' }, 'server', new Date())
  return { ...ctx, roles: ['safeguarding_lead'] }
}

/** A state a day of each club for as many days before now, as deliveries would have left them. */
export async function pastOfClubs(ctx: Context, days: number): Promise<void> {
  const client = new pg.Client({ connectionString: roleUrl('migrator') })
  await client.connect()
  try {
    await client.query('set role delivery')
    await client.query(
      `insert into past_states (organisation_id, of_table, row_id, valid_from, recorded_at, state)
       select r.organisation_id, 'roll_ups', r.club_organisation_id, seen.at, seen.at,
         to_jsonb(r) || jsonb_build_object('blocking', (r.blocking + n) % 3, 'updated_at', seen.at,
           'good_until', seen.at + interval '36 hours')
       from roll_ups r cross join generate_series(1, $2::integer) n
       cross join lateral (
         select $3::timestamptz - ($2 - n) * interval '1 day' - interval '1 minute' as at) seen
       where r.organisation_id = $1 order by n`,
      [ctx.organisation.id, days, ctx.now],
    )
    await client.query('set role owner')
    await client.query('analyze past_states')
  } finally {
    await client.end()
  }
}
