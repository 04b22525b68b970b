import pg from 'pg'
import type { Context } from '../context'
import { roleUrl } from '../database/role-url'
import { newId } from '../ids'
import { contextFor } from '../server-context'

/** Clubs below a body, each with so many coaches who have joined, in records of their own. */
const made = `
  create temporary table made as
    select n, gen_random_uuid() as club from generate_series(1, $1::integer) n;`
const people = `
  create temporary table people as
    select club, gen_random_uuid() as coach, gen_random_uuid() as person, gen_random_uuid() as login,
      'Coach ' || lpad(k::text, 4, '0') as name
    from made cross join generate_series(1, $1::integer) k`

const parts: readonly string[] = [
  `insert into organisations (organisation_id, kind, name, slug, created_at)
   select club, 'club', 'Club ' || n, 'p-' || club, now() from made`,
  `insert into organisations (organisation_id, kind, name, slug, user_id, created_at)
   select person, 'person', name, 'person-' || person, login, now() from people`,
  `insert into affiliations (organisation_id, id, side, other_organisation_id, other_name,
     other_kind, starts_at)
   select club, gen_random_uuid(), 'upper', $1::uuid, 'Body', 'governing_body', now() from made
   union all
   select $1::uuid, gen_random_uuid(), 'lower', club, 'Club ' || n, 'club', now() from made`,
  `insert into coaches (organisation_id, id, name, email, coaches_under_18s_online, user_id,
     person_organisation_id, starts_at)
   select club, coach, name, coach || '@example.org', true, login, person, now() from people`,
]

/** A governing body, its clubs as an officer of each sees them, and a few of the first club's coaches. */
export type ClubsWithPeople = {
  readonly body: Context
  readonly officers: readonly Context[]
  readonly coaches: readonly Context[]
}

/** For a measurement, and only for a database that is thrown away. */
export async function clubsWithPeople(clubs: number, each: number): Promise<ClubsWithPeople> {
  const body = newId()
  const client = new pg.Client({ connectionString: roleUrl('migrator') })
  await client.connect()
  try {
    await client.query('set role owner')
    await client.query(made.replace('$1', String(clubs)))
    await client.query(people.replace('$1', String(each)))
    // Coaches come by no delivery; nobody adds them like this but a measurement.
    await client.query(`grant insert on coaches to delivery;
      drop policy if exists measured on coaches;
      create policy measured on coaches for insert to delivery with check (true);
      grant select on made, people to delivery; set role delivery`)
    await client.query(
      "insert into organisations values ($1, 'governing_body', 'People', 'people-' || $2, null, now())",
      [body, body],
    )
    for (const part of parts) await client.query(part, part.includes('$1') ? [body] : [])
    await client.query('set role owner')
    await client.query('analyze')
    const found = await client.query<{ club: string }>('select club from made order by n')
    const first = await client.query<{ coach: string; login: string; name: string }>(
      'select coach, login, name from people where club = $1 order by name',
      [found.rows[0]?.club],
    )
    const officers = await Promise.all(found.rows.map(({ club }) => officerOf(club)))
    const [club] = officers
    if (!club) throw new Error('there is no club')
    const coaches = first.rows.map(({ coach, login, name }): Context => ({
      ...{ ...club, roles: ['coach'], coachId: coach },
      actor: { kind: 'user', userId: login, name, email: `${coach}@example.org` },
    }))
    const server = { kind: 'server', command: 'bench' } as const
    const ctx = await contextFor(body, server, 'server', new Date())
    return { body: { ...ctx, roles: ['safeguarding_lead'] }, officers, coaches }
  } finally {
    await client.end()
  }
}

async function officerOf(club: string): Promise<Context> {
  const server = { kind: 'server', command: 'bench' } as const
  const ctx = await contextFor(club, server, 'server', new Date())
  const name = 'Wendy Officer'
  const actor = { kind: 'user', userId: newId(), name, email: 'wendy@example.org' } as const
  return { ...ctx, actor, roles: ['welfare_officer'] }
}
