import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { runSessions_max } from '#lib/core/mends/run'
import { closeQueue } from '#lib/jobs/enqueue'
import { sortMeetings } from '#lib/meetings/sort-meetings'
import { endConsent } from '#lib/mends/end-consent'
import { getRun } from '#lib/mends/get-run'
import { makeRun } from '#lib/mends/make-run'
import { putBack } from '#lib/mends/put-back'
import { putBackRun } from '#lib/mends/put-back-run'
import { markSent } from '#lib/mends/settle-mend'
import { changesADay_max } from '#lib/zoom/rate-limits'
import { takeChange } from '#lib/zoom-budgets/take-change'
import { day_ms, doDue, findingsOf, today } from '../support/audits'
import { rowsOf, workerFor } from '../support/connections'
import { aClub, aGoverningBody, at } from '../support/contexts'
import {
  aCoachOfMany,
  doRuns,
  offerOf,
  patches,
  sayYesToAll,
  statesOf,
  type CoachOfMany,
} from '../support/mend-runs'
import { doMends, evidenceOf, mendTrail, stateOf } from '../support/mends'

let club: Context
const { world } = sandbox

beforeAll(async () => {
  club = await aClub(await aGoverningBody())
})

afterEach(() => world.clearFailures())
afterAll(closeQueue)

const waitingRooms = ({ zoomUserId, meetingIds }: CoachOfMany) =>
  meetingIds.map(
    (meetingId) => Object(world.bodyOfMeeting(zoomUserId, meetingId)['settings']).waiting_room,
  )

async function openOf({ sessionIds }: CoachOfMany): Promise<number> {
  const all = await Promise.all(sessionIds.map((sessionId) => findingsOf(club, sessionId)))
  return all.flat().filter(({ state }) => state === 'open').length
}

const auditsSince = async ({ connectionId }: CoachOfMany, runId: string) =>
  rowsOf(
    `select a.id from audits a join mend_runs r on r.id = $2
     where a.connection_id = $1 and a.queued_at >= r.confirmed_at`,
    [connectionId, runId],
  )

/** Says yes to all, has it done, and read back. */
async function runOf(coach: CoachOfMany): Promise<string> {
  const runId = await sayYesToAll(club, coach)
  await doRuns()
  await doDue()
  return runId
}

const mendsOf = (runId: string) =>
  rowsOf<{ id: string }>('select id from mends where run_id = $1 order by id', [runId])

describe('all coming sessions at once', () => {
  test('are shown grouped and in full, confirmed, changed once each, and proved by one check', async () => {
    const coach = await aCoachOfMany(club, 4)
    const { offer } = await offerOf(club, coach)
    expect(offer).toMatchObject({
      state: 'ready',
      groups: [{ name: 'Waiting room', from: 'Off', to: 'On', sessions: 4 }],
      sessions: coach.sessionIds.map(() => ({ changes: [{ from: 'Off', to: 'On' }] })),
      leftOver: 0,
    })
    const runId = await sayYesToAll(club, coach)
    expect(patches()).toBe(0)
    expect(await statesOf(runId)).toEqual({ confirmed: 4 })
    await doRuns()
    expect(await statesOf(runId)).toEqual({ accepted: 4 })
    expect(await openOf(coach)).toBe(4)
    expect(await offerOf(club, coach)).toMatchObject({ offer: { state: 'nothing' } })
    await doDue()
    expect(await statesOf(runId)).toEqual({ proved: 4 })
    expect(waitingRooms(coach)).toEqual([true, true, true, true])
    expect(await openOf(coach)).toBe(0)
    expect(patches()).toBe(4)
    expect(await auditsSince(coach, runId)).toHaveLength(1)
    const [first] = await mendsOf(runId)
    expect(await evidenceOf(first?.id ?? '')).toEqual(['confirmed', 'sent', 'accepted', 'proved'])
    expect(await mendTrail(first?.id ?? '')).toEqual([
      'mend.confirmed user',
      'mend.sent worker',
      'mend.accepted worker',
      'mend.proved worker',
    ])
    expect(await mendTrail(runId)).toEqual(['mend_run.confirm user', 'mend_run.end worker'])
  })

  test('keep, for each, what was read before and after, by the hash of the reading', async () => {
    const coach = await aCoachOfMany(club, 2)
    const runId = await runOf(coach)
    for (const { id } of await mendsOf(runId)) {
      const [record] = await rowsOf<{ before: string[]; after: string[]; run: string; by: string }>(
        `select r->'readings'->'before' as before, r->'readings'->'after' as after,
           r->>'run' as run, r->>'confirmed_by' as by
         from (select record::jsonb as r from evidence_records) x
         where r->>'kind' = 'mend' and r->>'mend' = $1 and r->>'state' = 'proved'`,
        [id],
      )
      const hashes = [...(record?.before ?? []), ...(record?.after ?? [])]
      expect(hashes).toHaveLength(2)
      expect(new Set(hashes).size).toBe(2)
      const kept = await rowsOf(
        `select 1 from readings where organisation_id = $1 and body_kind = 'meeting'
           and hash = any ($2)`,
        [coach.me.organisation.id, hashes],
      )
      expect(kept).toHaveLength(2)
      expect(record).toMatchObject({ run: runId })
      expect(record?.by).toMatch(/^[0-9a-f-]{36}$/)
    }
  })

  test('are each changed for their own rules only', async () => {
    const coach = await aCoachOfMany(club, 2)
    const { wanted, offer } = await offerOf(club, coach)
    const [first] = wanted
    expect(offer).toMatchObject({ state: 'ready' })
    const onlyOne = first ? [{ ...first, controls: ['Z02' as const] }] : []
    // What was shown were two sessions: one is something else.
    const seen = 'mark' in offer ? offer.mark : ''
    await expect(makeRun(today(coach.me), { wanted: onlyOne, seen })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(patches()).toBe(0)
  })

  test('take no more than the limit of a run, and say how many are left', async () => {
    const coach = await aCoachOfMany(club, runSessions_max + 2)
    expect(await offerOf(club, coach)).toMatchObject({ offer: { leftOver: 2 } })
    const runId = await runOf(coach)
    expect(await statesOf(runId)).toEqual({ proved: runSessions_max })
    expect(await getRun(today(coach.me), { runId })).toMatchObject({ leftOver: 2 })
    const { offer } = await offerOf(club, coach)
    expect(offer).toMatchObject({ state: 'ready', leftOver: 0 })
    expect('sessions' in offer ? offer.sessions : []).toHaveLength(2)
  }, 120_000)
})

describe('a run is said as what it was', () => {
  test('over the day’s changes: those are not sent, the others proved', async () => {
    const coach = await aCoachOfMany(club, 3)
    for (let used = 0; used < changesADay_max - 1; used += 1) await takeChange(coach.zoomUserId)
    const runId = await sayYesToAll(club, coach)
    const [, , third] = await rowsOf<{ at_zoom: string }>(
      `select s.zoom_meeting_id as at_zoom from mends m join meetings s on s.id = m.subject_id
       where m.run_id = $1 order by m.id`,
      [runId],
    )
    // The second finds that the day is used up; the third is not even looked at.
    world.failWith({ path: `^/v2/meetings/${third?.at_zoom}`, method: 'GET', times: null })
    await doRuns()
    world.clearFailures()
    await doDue()
    expect(await statesOf(runId)).toEqual({ over_budget: 2, proved: 1 })
    expect(patches()).toBe(1)
    expect(waitingRooms(coach).filter(Boolean)).toHaveLength(1)
    expect(await openOf(coach)).toBe(2)
  })

  test('locked: Zoom takes them and keeps none, and every finding stays open', async () => {
    const coach = await aCoachOfMany(club, 2)
    world.lockSettings(coach.zoomUserId, ['meeting_security.waiting_room'])
    const runId = await runOf(coach)
    expect(await statesOf(runId)).toEqual({ not_kept: 2 })
    expect(await openOf(coach)).toBe(2)
  })

  test('one gone, one changed by its host: neither is sent, the third is', async () => {
    const coach = await aCoachOfMany(club, 3)
    const runId = await sayYesToAll(club, coach)
    const [gone = 0, own = 0] = coach.meetingIds
    world.removeMeeting(coach.zoomUserId, gone)
    world.setMeeting(coach.zoomUserId, own, { 'settings.waiting_room': true })
    await doRuns()
    await doDue()
    expect(await statesOf(runId)).toEqual({ outdated: 1, proved: 1, refused: 1 })
    expect(patches()).toBe(1)
  })
})

describe('a run that is broken off', () => {
  test('by a killed worker is gone on with: what was sent is not sent again', async () => {
    const coach = await aCoachOfMany(club, 3)
    const runId = await sayYesToAll(club, coach)
    const [first] = await mendsOf(runId)
    await markSent(await workerFor(coach.me, new Date()), { mendId: first?.id ?? '' })
    await doRuns()
    expect(await statesOf(runId)).toEqual({ accepted: 2, unclear: 1 })
    await doDue()
    expect(await statesOf(runId)).toEqual({ not_kept: 1, proved: 2 })
    expect(patches()).toBe(2)
  })

  test('by Zoom, which is down in the middle of it, is tried again, and each is sent once', async () => {
    const coach = await aCoachOfMany(club, 3)
    const runId = await sayYesToAll(club, coach)
    const [, second = 0] = coach.meetingIds
    world.failWith({ path: `^/v2/meetings/${second}`, method: 'GET', times: null })
    await doRuns()
    const half = await statesOf(runId)
    expect(half['confirmed']).toBeGreaterThan(0)
    world.clearFailures()
    await rowsOf('update system.due set at = now() where subject_id = $1', [runId])
    await doRuns()
    await doDue()
    expect(await statesOf(runId)).toEqual({ proved: 3 })
    expect(patches()).toBe(3)
  })

  test('by the person, who takes their consent back: nothing more is sent', async () => {
    const coach = await aCoachOfMany(club, 2)
    const runId = await sayYesToAll(club, coach)
    await endConsent(today(coach.me), { connectionId: coach.connectionId })
    await doRuns()
    expect(await statesOf(runId)).toEqual({ abandoned: 2 })
    expect(patches()).toBe(0)
  })
})

describe('a run is put back', () => {
  test('as a whole: what stands of it, once, for a day, and each by itself', async () => {
    const coach = await aCoachOfMany(club, 3)
    const runId = await runOf(coach)
    const [single] = await mendsOf(runId)
    await putBack(today(coach.me), { mendId: single?.id ?? '' })
    await doMends()
    await doDue()
    expect(await statesOf(runId)).toEqual({ proved: 2, put_back: 1 })
    const undone = await putBackRun(today(coach.me), { runId })
    await doRuns()
    await doDue()
    expect(await statesOf(undone.runId)).toEqual({ proved: 2 })
    expect(await statesOf(runId)).toEqual({ put_back: 3 })
    expect(waitingRooms(coach)).toEqual([false, false, false])
    for (const each of [runId, undone.runId]) {
      await expect(putBackRun(today(coach.me), { runId: each })).rejects.toMatchObject({
        code: 'conflict',
      })
    }
  })

  test('where one of its sessions is private now: that one is left as it is', async () => {
    const coach = await aCoachOfMany(club, 2)
    const runId = await runOf(coach)
    const [first = ''] = coach.sessionIds
    await sortMeetings(today(coach.me), { choices: [{ meetingId: first, sorted: 'private' }] })
    await doDue()
    const undone = await putBackRun(today(coach.me), { runId })
    await doRuns()
    await doDue()
    expect(await statesOf(undone.runId)).toEqual({ abandoned: 1, proved: 1 })
    expect(waitingRooms(coach)).toEqual([true, false])
  })

  test('but not after a day', async () => {
    const coach = await aCoachOfMany(club, 2)
    const runId = await runOf(coach)
    const tomorrow = at(coach.me, new Date(Date.now() + day_ms + 60_000))
    await expect(putBackRun(tomorrow, { runId })).rejects.toMatchObject({ code: 'conflict' })
    expect(await getRun(tomorrow, { runId })).toMatchObject({ putBackUntil: null })
  })
})

test('a mend of a run is not carried out a second time by itself', async () => {
  const coach = await aCoachOfMany(club, 1)
  const runId = await sayYesToAll(club, coach)
  await doMends()
  const [only] = await mendsOf(runId)
  expect(await stateOf(only?.id ?? '')).toBe('confirmed')
})
