import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import {
  audit,
  auditRow,
  connectAccount,
  day_ms,
  doDue,
  resultsOf,
  sortByTopic,
  weekly,
  zoomUser,
} from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson } from '../support/contexts'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

describe('meetings that are nobody’s business', () => {
  test('are listed and never opened, judged, or stored', async () => {
    const club = await aClub(await aGoverningBody())
    const { me } = await aCoach(club)
    const user = zoomUser()
    world.addMeeting(user.id, weekly('Under 12s'))
    const dentist = world.addMeeting(user.id, weekly('Dentist'))
    const unsorted = world.addMeeting(user.id, weekly('Choir'))
    const connectionId = await connectAccount(me, user.id)
    await doDue()
    await sortByTopic(me, connectionId, {
      'Under 12s': [club.organisation.id],
      Dentist: 'private',
    })
    for (const { id } of [dentist, unsorted]) {
      world.failWith({ path: `^/v2/meetings/${id}`, times: null })
    }
    world.resetRequests()
    const auditId = await audit(me, connectionId)
    world.clearFailures()
    // The session as a series, and its next time by itself.
    expect(world.requests().paths['GET /meetings/{}']).toBe(2)
    expect(await auditRow(auditId)).toMatchObject({ complete: true, reason: null })
    const kept = await rowsOf(
      `select topic, starts_at, duration_minutes from meetings
       where organisation_id = $1 and sorted = 'private'`,
      [me.organisation.id],
    )
    expect(kept).toEqual([{ topic: null, starts_at: null, duration_minutes: null }])
    const delivered = await rowsOf('select topic from sessions where organisation_id = $1', [
      club.organisation.id,
    ])
    expect(delivered).toEqual([{ topic: 'Under 12s' }])
    const known = await rowsOf<{ number: number }>(
      `select count(distinct subject_id)::integer as number from reading_confirmations
       where organisation_id = $1 and body_kind = 'meeting'`,
      [me.organisation.id],
    )
    expect(known).toEqual([{ number: 1 }])
  })

  test('of a coach with two clubs: each gets the account, and its own sessions only', async () => {
    const body = await aGoverningBody()
    const [hartley, elmfield] = [await aClub(body), await aClub(body)]
    const me = await aPerson('Sam Coach')
    await aCoach(hartley, me)
    await aCoach(elmfield, me)
    const user = zoomUser()
    for (const topic of ['Hartley', 'Elmfield', 'Both', 'Mine']) {
      const made = world.addMeeting(user.id, weekly(topic))
      world.setMeeting(user.id, made.id, { 'settings.waiting_room': false })
    }
    const connectionId = await connectAccount(me, user.id)
    await doDue()
    const ids = await sortByTopic(me, connectionId, {
      Hartley: [hartley.organisation.id],
      Elmfield: [elmfield.organisation.id],
      Both: [hartley.organisation.id, elmfield.organisation.id],
      Mine: 'private',
    })
    await audit(me, connectionId)
    for (const [club, own] of [
      [hartley, 'Hartley'],
      [elmfield, 'Elmfield'],
    ] as const) {
      const subjects = await rowsOf<{ id: string }>(
        `select distinct subject_id as id from findings where organisation_id = $1`,
        [club.organisation.id],
      )
      const expected = new Set([ids[own], ids['Both']])
      expect(new Set(subjects.map((row) => row.id))).toEqual(expected)
      const read = await rowsOf<{ id: string }>(
        `select distinct subject_id as id from reading_confirmations
         where organisation_id = $1 and body_kind = 'meeting'`,
        [club.organisation.id],
      )
      expect(new Set(read.map((row) => row.id))).toEqual(expected)
      expect(Object.keys(await resultsOf(club, connectionId))).toHaveLength(16)
    }
  })
})

describe('the list of meetings', () => {
  test('is read to its last page, each meeting once', async () => {
    const me = await aPerson()
    const user = zoomUser()
    const inDays = (days: number) => new Date(Date.now() + days * day_ms).toISOString()
    for (let number = 0; number < 610; number += 1) {
      world.addMeeting(user.id, { topic: `Meeting ${number}`, startsAt: inDays(1 + number / 100) })
    }
    world.addMeeting(user.id, { topic: 'Over', startsAt: inDays(-1) })
    world.resetRequests()
    const connectionId = await connectAccount(me, user.id)
    await doDue()
    expect(world.requests().paths['GET /users/{}/meetings']).toBe(3)
    const [kept] = await rowsOf<{ number: number; over: number }>(
      `select count(*)::integer as number, (count(*) filter (where topic = 'Over'))::integer as over
       from meetings where connection_id = $1`,
      [connectionId],
    )
    expect(kept).toEqual({ number: 610, over: 0 })
  })

  test('has series, rooms without a time and personal rooms, and each is judged as a session', async () => {
    const club = await aClub(await aGoverningBody())
    const { me } = await aCoach(club)
    const user = zoomUser()
    const clubIds = [club.organisation.id]
    world.addMeeting(user.id, weekly('Series'))
    world.addMeeting(user.id, { topic: 'Any time', startsAt: null })
    world.addMeeting(user.id, {
      ...weekly('Personal'),
      values: { 'settings.use_pmi': true },
    })
    world.addMeeting(user.id, {
      topic: 'Once',
      startsAt: new Date(Date.now() + 200 * day_ms).toISOString(),
    })
    const connectionId = await connectAccount(me, user.id)
    await doDue()
    const ids = await sortByTopic(me, connectionId, {
      Series: clubIds,
      'Any time': clubIds,
      Personal: clubIds,
      Once: clubIds,
    })
    for (const topic of ['Series', 'Any time', 'Once']) {
      expect(await resultsOf(club, ids[topic] ?? '')).toMatchObject({ M01: 'met', Z05: 'met' })
    }
    expect(await resultsOf(club, ids['Personal'] ?? '')).toMatchObject({
      M01: 'not_met',
      Z05: 'not_met',
    })
    const [series] = await rowsOf<{ starts_at: Date }>(
      'select starts_at from sessions where organisation_id = $1 and id = $2',
      [club.organisation.id, ids['Series']],
    )
    expect(series?.starts_at.getTime()).toBeGreaterThan(Date.now())
  })
})

test('no secret of Zoom’s stands in any table after all this', async () => {
  const secret = secretWords()
  expect(secret.size).toBeGreaterThan(1000)
  const columns = await rowsOf<{ place: string; column: string }>(
    `select format('%I.%I', n.nspname, c.relname) as place, quote_ident(a.attname) as column
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and n.nspname in ('public', 'identity', 'system', 'queue')
       and a.attnum > 0 and not a.attisdropped`,
    [],
  )
  const found: string[] = []
  for (const { place, column } of columns) {
    const rows = await rowsOf<{ text: string | null }>(
      `select distinct ${column}::text as text from ${place}`,
      [],
    )
    const known = rows.flatMap(({ text }) => wordsOf(text ?? '').filter((word) => secret.has(word)))
    if (known.length > 0) found.push(`${place}.${column}`)
  }
  expect(found).toEqual([])
})

const wordsOf = (text: string) => text.split(/[^\w-]+/).filter((word) => word.length >= 10)

/** What tells a secret wherever it stands. A link's own secret part, but not the meeting's number. */
function secretWords(): Set<string> {
  return new Set(
    world.secrets().flatMap((secret) => {
      const isLink = secret.startsWith('http')
      return wordsOf(secret).filter((word) => !isLink || !/^\d+$/.test(word))
    }),
  )
}
