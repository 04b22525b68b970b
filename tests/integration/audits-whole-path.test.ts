import { sandbox } from '../support/sandbox'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import {
  audit,
  auditRow,
  connectAccount,
  day_ms,
  doDue,
  findingsOf,
  resultsOf,
  sortByTopic,
  weekly,
  zoomUser,
} from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson } from '../support/contexts'
import { trailOf } from '../support/trail-of'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

/** A club whose coach connected an account with one weekly class, which is a session. */
async function aSession(settings: Parameters<typeof zoomUser>[0] = {}) {
  const body = await aGoverningBody()
  const club = await aClub(body)
  const { me, coachId } = await aCoach(club)
  const user = zoomUser(settings)
  const meeting = world.addMeeting(user.id, weekly('Under 12s'))
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  const sorted = await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
  const sessionId = sorted['Under 12s'] ?? ''
  return { body, club, me, coachId, user, meeting, connectionId, sessionId }
}

describe('an audit that reads everything', () => {
  test('gives each control a result, opens findings, and tells the body', async () => {
    const { body, club, me, user, meeting, connectionId, sessionId } = await aSession()
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'all')
    world.setMeeting(user.id, meeting.id, { 'settings.waiting_room': false })
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toEqual({
      state: 'finished',
      complete: true,
      reason: null,
      steps: '5/5',
    })
    const account = await resultsOf(club, connectionId)
    expect(account).toMatchObject({ Z01: 'met', Z02: 'met', Z03: 'not_met' })
    expect(account).toMatchObject({ Z22: 'could_not_check: not_readable' })
    expect(await resultsOf(club, sessionId)).toMatchObject({ Z02: 'not_met', M01: 'not_met' })
    const open = { state: 'open', close_reason: null, times_opened: 1 }
    expect(await findingsOf(club, connectionId)).toMatchObject([{ ...open, control: 'Z03' }])
    expect(await findingsOf(club, sessionId)).toMatchObject([{ ...open, control: 'Z02' }])
    expect(
      await rowsOf(
        `select blocking, coaches_not_connected from roll_ups
         where organisation_id = $1 and club_organisation_id = $2`,
        [body.organisation.id, club.organisation.id],
      ),
    ).toEqual([{ blocking: 2, coaches_not_connected: 0 }])
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('audit.judge worker')
    expect((await trailOf(me.organisation.id)).slice(-2)).toEqual([
      'audit.begin worker',
      'audit.finish worker',
    ])
    const [judged] = await rowsOf<object>(
      `select state, complete, profile, met, not_met, could_not_check from club_audits
       where organisation_id = $1 and id = $2`,
      [club.organisation.id, auditId],
    )
    expect(judged).toMatchObject({
      state: 'judged',
      complete: true,
      profile: 'nspcc-2020-cpsu@1',
      not_met: 3,
    })
  })

  test('that later sees the mend closes what it opened, and opens it again with its history', async () => {
    const { club, me, user, connectionId } = await aSession()
    const [shared, hostOnly] = ['all', 'host']
    const set = (value: string) =>
      world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', value)
    set(shared)
    await audit(me, connectionId)
    const [opened] = await findingsOf(club, connectionId)
    set(hostOnly)
    await audit(me, connectionId)
    const closed = { state: 'closed', close_reason: 'mended', times_opened: 1 }
    expect(await findingsOf(club, connectionId)).toMatchObject([closed])
    set(shared)
    await audit(me, connectionId)
    const again = { id: opened?.id, state: 'open', close_reason: null, times_opened: 2 }
    expect(await findingsOf(club, connectionId)).toMatchObject([again])
    const history = await rowsOf<{ event: string }>(
      'select event, close_reason from finding_events where finding_id = $1 order by at, id',
      [opened?.id],
    )
    expect(history).toEqual([
      { event: 'opened', close_reason: null },
      { event: 'closed', close_reason: 'mended' },
      { event: 'reopened', close_reason: null },
    ])
  })

  test('writes one evidence record for each change, with its leaf, and none for what stayed', async () => {
    const { club, me, user, connectionId } = await aSession()
    const records = () =>
      rowsOf<{ record: string; entry: string; leaf: string; control: string; hashes: string[] }>(
        `select e.record, e.entry, e.leaf, c.control from evidence_records e
         join result_changes c on c.organisation_id = e.organisation_id
           and c.evidence_record_id = e.id
         where e.organisation_id = $1 order by e.id`,
        [club.organisation.id],
      )
    const before = await records()
    const auditId = await audit(me, connectionId)
    expect(await records()).toHaveLength(before.length)
    const looked = await rowsOf(
      `select distinct r.audit_id, r.checked_at = a.read_at as is_now from results_current r
       join club_audits a on a.organisation_id = r.organisation_id and a.id = $2
       where r.organisation_id = $1`,
      [club.organisation.id, auditId],
    )
    expect(looked).toEqual([{ audit_id: auditId, is_now: true }])
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'all')
    await audit(me, connectionId)
    const after = await records()
    expect(after).toHaveLength(before.length + 1)
    expect(after.at(-1)?.control).toBe('Z03')
    const known = await rowsOf<{ hash: string }>(
      'select hash from readings where organisation_id = $1',
      [club.organisation.id],
    )
    const hashes = new Set(known.map(({ hash }) => hash))
    for (const { record, entry, leaf } of after) {
      const hashed = createHash('sha256').update(record).digest()
      expect(entry).toBe(hashed.toString('hex'))
      const prefixed = Buffer.concat([Buffer.of(0), hashed])
      expect(leaf).toBe(createHash('sha256').update(prefixed).digest('hex'))
      const fact: { salt: string; readings: string[] } = JSON.parse(record)
      expect(fact.salt).toMatch(/^[0-9a-f]{32}$/)
      expect(fact.readings.length).toBeGreaterThan(0)
      expect(fact.readings.every((hash) => hashes.has(hash))).toBe(true)
    }
  })

  test('stores the same answer once, and that it was seen every time', async () => {
    const { club, me, connectionId } = await aSession()
    const count = (table: string, organisationId: string) =>
      rowsOf<{ number: number }>(
        `select count(*)::integer as number from ${table} where organisation_id = $1`,
        [organisationId],
      ).then(([row]) => row?.number ?? 0)
    const holders = [me.organisation.id, club.organisation.id]
    const before = await Promise.all(holders.map((id) => count('readings', id)))
    const seen = await Promise.all(holders.map((id) => count('reading_confirmations', id)))
    await audit(me, connectionId)
    expect(await Promise.all(holders.map((id) => count('readings', id)))).toEqual(before)
    expect(await Promise.all(holders.map((id) => count('reading_confirmations', id)))).toEqual(
      seen.map((number) => number + 4),
    )
  })
})

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
    expect(world.requests().paths['GET /meetings/{}']).toBe(1)
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
