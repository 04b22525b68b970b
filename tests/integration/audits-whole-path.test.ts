import { sandbox } from '../support/sandbox'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import {
  audit,
  auditRow,
  connectAccount,
  doDue,
  findingsOf,
  resultsOf,
  sortByTopic,
  weekly,
  zoomUser,
} from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
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
    expect((await trailOf(club.organisation.id)).slice(-2)).toEqual([
      'audit.judge worker',
      'status.tell worker',
    ])
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
      profile: 'nspcc-2020-cpsu@3',
      // Not M01 as well, which only repeats them.
      not_met: 2,
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
