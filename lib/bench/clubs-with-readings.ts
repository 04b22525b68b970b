import pg from 'pg'
import type { Context } from '../context'
import { canonicalJson, type JsonObject } from '../core/canonical-json'
import { projectBody } from '../core/projection'
import { sha256Hex } from '../core/sha256'
import { roleUrl } from '../database/role-url'
import { newId } from '../ids'
import { contextFor } from '../server-context'
import { meetingAtZoom, settingsAtZoom } from './bodies-at-zoom'

/** So many different accounts, over and over. */
const accounts_different = 100

/** A body's clubs, each with one coach whose account was read and judged, and one weekly session. */
const clubs = `
  create temporary table made as
    select n, gen_random_uuid() as club, gen_random_uuid() as coach, gen_random_uuid() as connection,
      gen_random_uuid() as session, gen_random_uuid() as audit, 'Club ' || n as name,
      n % $2::integer as kind
    from generate_series(1, $1::integer) n`

const parts: readonly string[] = [
  `insert into organisations (organisation_id, kind, name, slug, created_at)
   select club, 'club', name, 'c-' || club, now() from made`,
  `insert into affiliations (organisation_id, id, side, other_organisation_id, other_name,
     other_kind, starts_at)
   select club, gen_random_uuid(), 'upper', $1::uuid, 'Body', 'governing_body', now() from made
   union all
   select $1::uuid, gen_random_uuid(), 'lower', club, name, 'club', now() from made`,
  `insert into coaches (organisation_id, id, name, email, coaches_under_18s_online, starts_at)
   select club, coach, 'Jo Coach', 'jo@example.org', true, now() from made`,
  `insert into coach_connections (organisation_id, id, coach_id, holder_organisation_id, state,
     connected_at, last_asked_at, last_complete_at)
   select club, connection, coach, coach, 'connected', now(), now(), now() from made`,
  `insert into sessions (organisation_id, id, connection_id, coach_id, zoom_type, topic, starts_at)
   select club, session, connection, coach, 8, 'Class', now() from made`,
  `insert into club_audits (organisation_id, id, connection_id, coach_id, trigger, state, queued_at,
     read_at, complete, judged_at)
   select club, audit, connection, coach, 'scheduled', 'judged', now(), now(), true, now() from made`,
  `insert into readings (organisation_id, hash, body_kind, body, first_read_at)
   select club, hash, body_kind, body, now() from made join bodies using (kind)`,
  `insert into reading_confirmations (organisation_id, id, audit_id, body_kind, subject_id,
     reading_hash, read_at)
   select club, gen_random_uuid(), audit, body_kind,
     case body_kind when 'meeting' then session else connection end, hash, now()
   from made join bodies using (kind)`,
]

/**
 * A governing body with `count` clubs whose coaches' accounts have been read, for a measurement, as
 * its safeguarding lead sees it; and the clubs' ids. Only for a database that is thrown away.
 */
export async function clubsWithReadings(
  count: number,
): Promise<{ ctx: Context; clubIds: readonly string[] }> {
  const body = newId()
  const client = new pg.Client({ connectionString: roleUrl('migrator') })
  await client.connect()
  try {
    await client.query('set role owner')
    await client.query(clubs, [count, accounts_different])
    await client.query(
      'create temporary table bodies (kind int, body_kind text, body text, hash text)',
    )
    for (let kind = 0; kind < accounts_different; kind += 1) await addBodies(client, kind)
    // Coaches come by no delivery; nobody adds them like this but a measurement.
    await client.query(`grant insert on coaches to delivery;
      create policy measured on coaches for insert to delivery with check (true);
      grant select on made, bodies to delivery; set role delivery`)
    await client.query(
      "insert into organisations values ($1, 'governing_body', 'Read', 'read-' || $2, null, now())",
      [body, body],
    )
    for (const part of parts) await client.query(part, part.includes('$1') ? [body] : [])
    await client.query('set role owner')
    await client.query('analyze')
    const made = await client.query<{ club: string }>('select club from made')
    const ctx = await contextFor(body, { kind: 'server', command: 'bench' }, 'server', new Date())
    return {
      ctx: { ...ctx, roles: ['safeguarding_lead'] },
      clubIds: made.rows.map(({ club }) => club),
    }
  } finally {
    await client.end()
  }
}

async function addBodies(client: pg.Client, kind: number): Promise<void> {
  const { meeting_security = {}, ...settings } = settingsAtZoom(kind)
  const bodies: [string, JsonObject][] = [
    ['user_settings', projectBody('user_settings', settings)],
    ['user_meeting_security', projectBody('user_meeting_security', { meeting_security })],
    ['meeting', projectBody('meeting', meetingAtZoom(kind))],
  ]
  for (const [bodyKind, body] of bodies) {
    const text = canonicalJson(body)
    await client.query('insert into bodies values ($1, $2, $3, $4)', [
      ...[kind, bodyKind, text, sha256Hex(text)],
    ])
  }
}
