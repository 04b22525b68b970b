import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Context } from '#lib/context'
import { sha256Hex } from '#lib/core/sha256'
import { collectPack } from '#lib/evidence-packs/collect-pack'
import { packContents } from '#lib/evidence-packs/pack-contents'
import { reportSections, type Section } from '#lib/evidence-packs/report-sections'
import { newId } from '#lib/ids'
import { query } from '#lib/query'
import { aClub, aGoverningBody, withRoles } from '../support/contexts'
import { asRole } from '../support/database'
import { bytesOf } from '../support/pack-file'

let club: Context
let quiet: Context

type Person = {
  name: string
  under18s?: false
  left?: string
  /** When they accepted an invitation, or null where they were only invited. */
  accepted?: string | null
  connected?: { at: string; disconnected?: string; shareEnds?: string; read?: string }
}

const joined = { accepted: '2026-11-02T10:00Z' }
const people: readonly Person[] = [
  {
    name: 'Sam Read',
    ...joined,
    connected: { at: '2026-11-20T10:00Z', read: '2026-11-20T10:01Z' },
  },
  { name: 'Ann Absent', ...joined },
  { name: 'Bo Late', accepted: '2026-11-24T10:00Z' },
  { name: 'Bea Waiting', accepted: null },
  { name: 'Cy Uninvited', left: '2026-11-24' },
  { name: 'Di Adults', under18s: false },
  { name: 'Ed Left', left: '2026-11-10' },
  { name: 'Flo Cut', ...joined, connected: { at: '2026-11-20', disconnected: '2026-11-21' } },
  { name: 'Gus Stopped', ...joined, connected: { at: '2026-11-20', shareEnds: '2026-11-21' } },
  { name: 'Hal Unread', ...joined, connected: { at: '2026-11-20', disconnected: '2026-11-24' } },
]

beforeAll(async () => {
  const body = await aGoverningBody()
  club = await aClub(body)
  quiet = await aClub(body)
  for (const person of people) await addPerson(club.organisation.id, person)
  const [sam] = people
  if (sam) await addPerson(quiet.organisation.id, sam)
})

/** Rows as the commands leave them, at times of the test's own. */
async function addPerson(o: string, { name, under18s, left, accepted, connected }: Person) {
  const coachId = newId()
  const connectionId = newId()
  await asRole('superuser', async (client) => {
    await client.query(
      "insert into coaches values ($1, $2, $3, 'x@example.org', '', $4, null, null, '2026-10-01', $5)",
      [o, coachId, name, under18s ?? true, left],
    )
    if (accepted !== undefined) {
      await client.query(
        `insert into invitations (organisation_id, id, purpose, email, role, coach_id, state,
         created_at, expires_at, accepted_at) values ($1, $2, 'coach', 'x@example.org', 'coach',
         $3, 'withdrawn', '2026-11-01', '2026-11-08', $4)`,
        [o, newId(), coachId, accepted],
      )
    }
    if (!connected) return
    await client.query(
      `insert into coach_connections (organisation_id, id, coach_id, holder_organisation_id,
       state, connected_at, disconnected_at, share_ends_at)
       values ($1, $2, $3, $4, 'disconnected', $5, $6, $7)`,
      [
        ...[o, connectionId, coachId, newId()],
        ...[connected.at, connected.disconnected, connected.shareEnds],
      ],
    )
    if (!connected.read) return
    await client.query(
      `insert into club_audits (organisation_id, id, connection_id, coach_id, trigger, state,
       queued_at, read_at, complete) values ($1, $2, $3, $4, 'scheduled', 'judged', $5, $6, true)`,
      [o, newId(), connectionId, coachId, connected.at, connected.read],
    )
  })
}

const made = query({
  permission: 'pack.work',
  input: z.object({ from: z.date(), until: z.date() }),
  isolation: 'repeatable read',
  async run(tx, ctx, period) {
    const rows = await collectPack(tx, ctx, period)
    const files = await Promise.all(
      packContents(period, rows).map(async (file) => [file.path, sha256Hex(await bytesOf(file))]),
    )
    return { sections: reportSections(period, rows, false), files }
  },
})

const packOf = (of: Context, from: string, until: string) =>
  made(withRoles(of, 'worker'), { from: new Date(from), until: new Date(until) })

const textOf = (sections: readonly Section[], heading: string) =>
  sections
    .find((section) => section.heading.startsWith(heading))
    ?.items.map(({ lead, text }) => (lead === undefined ? text : `${lead}: ${text}`))

describe('the report of a pack', () => {
  test.each([
    [
      ...(['2026-11-01', '2026-11-24'] as const),
      'A check was due on 4 of the 23 days; on 3 of those days an account had no complete one.',
    ],
    [
      ...(['2026-10-21', '2026-11-21'] as const),
      'A check was due on 1 of the 31 days; every account had a complete one each time it was due.',
    ],
    [...(['2026-11-01', '2026-11-20'] as const), 'No Zoom account was connected'],
  ])('from %s until %s says on how many days a check was due', async (from, until, said) => {
    const { sections } = await packOf(quiet, from, until)
    expect(textOf(sections, 'In short')?.join(' ')).toContain(said)
    const all = JSON.stringify(sections)
    expect(all).not.toMatch(/No day was without|log will carry/)
    expect(all).toContain('no public log held them then')
  })

  test('says of each account on how many of the days a check was due', async () => {
    const { sections } = await packOf(quiet, '2026-10-21', '2026-11-21')
    expect(textOf(sections, 'What was due')).toEqual([
      'Sam Read: A check was due on 1 of the 31 days. 1 check ran, of which 1 could read everything. Each day it was due had a complete check.',
    ])
  })

  test('names every coach who could not be checked at the end, as it stood then', async () => {
    const { sections } = await packOf(club, '2026-11-01', '2026-11-23')
    expect(textOf(sections, 'Coaches not checked at the end: 7')?.toSorted()).toEqual([
      'Ann Absent: Their Zoom was not connected.',
      'Bea Waiting: Their invitation was not accepted.',
      'Bo Late: Their invitation was not accepted.',
      'Cy Uninvited: They had not been invited.',
      'Flo Cut: Their Zoom was disconnected.',
      'Gus Stopped: They no longer shared their Zoom account with the club.',
      'Hal Unread: Their Zoom was connected, but no check within these days could read everything.',
    ])
    const said = textOf(sections, 'In short')?.find((text) => text.startsWith('7 coaches')) ?? ''
    for (const name of ['Ann Absent', 'Bo Late', 'Hal Unread']) expect(said).toContain(name)
    for (const name of ['Sam Read', 'Di Adults', 'Ed Left']) expect(said).not.toContain(name)
    expect(textOf(sections, 'Rules that could not be checked: 0')).toEqual([])
  })

  test('names nobody where every coach was checked', async () => {
    const { sections } = await packOf(quiet, '2026-11-01', '2026-11-23')
    expect(textOf(sections, 'Coaches not checked at the end: 0')).toEqual([])
    expect(textOf(sections, 'In short')?.join(' ')).not.toContain('not checked at the end')
  })

  test('says the same each time, whatever comes to be afterwards', async () => {
    const asked = () => packOf(club, '2026-11-01', '2026-11-22')
    const before = await asked()
    await asRole('superuser', async (client) => {
      const o = [club.organisation.id]
      await client.query(
        "update invitations set accepted_at = '2026-11-25', state = 'accepted' where organisation_id = $1 and accepted_at is null",
        o,
      )
      await client.query(
        "update coaches set ends_at = '2026-11-25' where organisation_id = $1 and ends_at is null",
        o,
      )
    })
    const after = await asked()
    expect(after.sections).toEqual(before.sections)
    expect(after.files).toEqual(before.files)
  })
})
