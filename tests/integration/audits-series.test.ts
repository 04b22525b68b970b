import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isJsonObject, type JsonObject } from '#lib/core/canonical-json'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { getMend } from '#lib/mends/get-mend'
import { makeMend } from '#lib/mends/make-mend'
import { putBack } from '#lib/mends/put-back'
import {
  audit,
  auditRow,
  connectAccount,
  day_ms,
  doDue,
  findingsOf,
  resultsOf,
  sortByTopic,
  today,
  weekly,
  zoomUser,
} from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { aMendingCoach, doMends, markOf, mend, preview, sessionOf, stateOf } from '../support/mends'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

/** A club whose coach has one session, a series. */
async function aSeries(differs: Partial<ReturnType<typeof weekly>> = {}) {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser()
  const made = world.addMeeting(user.id, { ...weekly('Under 12s'), ...differs })
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  const ids = await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
  const sessionId = ids['Under 12s'] ?? ''
  const first_ms = Date.parse(made.startsAt ?? '')
  /** Somebody sets one time of it otherwise, `n` weeks after the first. */
  const set = (n: number, values: JsonObject) => {
    const id = String(first_ms + n * 7 * day_ms)
    const paths = Object.entries(values).map(([path, value]) => [
      `occurrences.${id}.${path}`,
      value,
    ])
    world.setMeeting(user.id, made.id, Object.fromEntries(paths))
  }
  const startsAt = async () => {
    const found = await rowsOf<{ starts_at: Date }>(
      'select starts_at from sessions where organisation_id = $1',
      [club.organisation.id],
    )
    return found[0]?.starts_at.getTime()
  }
  return { club, me, user, connectionId, sessionId, first_ms, set, startsAt }
}

describe('a series whose next time is set otherwise than the rest', () => {
  test('is not met, by the rule in question; and mended when that time is set as the rest', async () => {
    const { club, me, connectionId, sessionId, set } = await aSeries()
    expect((await resultsOf(club, sessionId))['Z02']).toBe('met')
    set(0, { 'settings.waiting_room': false })
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: true })
    expect(await resultsOf(club, sessionId)).toMatchObject({ Z02: 'not_met', Z01: 'met' })
    const open = await findingsOf(club, sessionId)
    expect(open).toMatchObject([{ control: 'Z02', state: 'open' }])
    set(0, { 'settings.waiting_room': true })
    await audit(me, connectionId)
    expect(await findingsOf(club, sessionId)).toMatchObject([
      { control: 'Z02', state: 'closed', close_reason: 'mended' },
    ])
  })

  test('costs one request more, and a time that is far off none', async () => {
    const { me, connectionId, set, club, sessionId } = await aSeries()
    set(3, { 'settings.waiting_room': false })
    world.resetRequests()
    await audit(me, connectionId)
    expect(world.requests().paths['GET /meetings/{}']).toBe(2)
    expect((await resultsOf(club, sessionId))['Z02']).toBe('met')
  })

  test('could not be checked where that time could not be read, and closes nothing', async () => {
    const { club, me, connectionId, sessionId, set } = await aSeries()
    set(0, { 'settings.waiting_room': false })
    await audit(me, connectionId)
    world.failWith({
      path: '^/v2/meetings/\\d+\\?occurrence_id=',
      status: 404,
      body: { code: 3001, message: 'Meeting does not exist.' },
      times: null,
    })
    const auditId = await audit(me, connectionId)
    world.clearFailures()
    expect(await auditRow(auditId)).toMatchObject({ complete: false, reason: 'not_found' })
    expect((await resultsOf(club, sessionId))['Z02']).toBe('could_not_check: not_found')
    expect(await findingsOf(club, sessionId)).toMatchObject([{ control: 'Z02', state: 'open' }])
    expect(
      await rowsOf('select missing_count from meetings where connection_id = $1', [connectionId]),
    ).toEqual([{ missing_count: 0 }])
  })
})

test('a series is shown with its next time that was not cancelled', async () => {
  const { me, connectionId, first_ms, set, startsAt } = await aSeries()
  expect(await startsAt()).toBe(Math.floor(first_ms / 1000) * 1000)
  set(0, { status: 'deleted' })
  await audit(me, connectionId)
  expect(await startsAt()).toBe(Math.floor((first_ms + 7 * day_ms) / 1000) * 1000)
})

test('a series that is taking place is read again when this time of it is over', async () => {
  const began = new Date(Date.now() - 10 * 60_000)
  const { me, connectionId } = await aSeries({ startsAt: began.toISOString() })
  const dueAt = async () => {
    const [due] = await rowsOf<{ at: Date }>(
      `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
      [connectionId],
    )
    return due?.at.getTime()
  }
  const over_ms = Math.floor(began.getTime() / 1000) * 1000 + 45 * 60_000
  await rowsOf(`update system.due set at = $2 where kind = 'audit-schedule' and subject_id = $1`, [
    connectionId,
    new Date(over_ms + day_ms),
  ])
  await audit(me, connectionId)
  expect(await dueAt()).toBe(over_ms)
})

describe('a mend of one time of a series', () => {
  /** A coach whose next time alone anybody walks into, and whose club has seen it. */
  async function anOpenTime() {
    const club = await aClub(await aGoverningBody())
    const coach = await aMendingCoach(club)
    const { occurrences } = world.bodyOfMeeting(coach.zoomUserId, coach.meetingId)
    const times = Array.isArray(occurrences) ? occurrences.filter(isJsonObject) : []
    const [id, other] = times.flatMap(({ occurrence_id: each }) =>
      typeof each === 'string' ? [each] : [],
    )
    const set = (values: JsonObject, of = id) => {
      const named = Object.entries(values).map(([path, value]) => [
        `occurrences.${of}.settings.${path}`,
        value,
      ])
      world.setMeeting(coach.zoomUserId, coach.meetingId, Object.fromEntries(named))
    }
    set({ waiting_room: false })
    await coach.check()
    const ofTime = (time = id) =>
      world.bodyOfTime(coach.zoomUserId, coach.meetingId, time ?? '')?.['settings']
    const finding = async () => (await findingsOf(club, coach.sessionId))[0]
    return { coach, id: id ?? '', other: other ?? '', set, ofTime, finding }
  }

  test('changes that time and no other, is read back as such, and is put back as such', async () => {
    const { coach, id, other, ofTime, finding } = await anOpenTime()
    // Zoom says times to the second.
    const startsAt = new Date(Math.floor(Number(id) / 1000) * 1000)
    expect(await preview(coach.me, sessionOf(coach), 'Z02')).toMatchObject({
      ...{ state: 'ready', timeAt: startsAt },
      changes: [{ name: 'Waiting room', from: 'Off', to: 'On' }],
    })
    world.resetRequests()
    const { mendId, answered, came } = await mend(coach.me, sessionOf(coach), 'Z02')
    expect([answered, came]).toEqual(['accepted', 'proved'])
    expect(world.requests().paths['PATCH /meetings/{}']).toBe(1)
    expect(ofTime()).toMatchObject({ waiting_room: true })
    expect(await finding()).toMatchObject({ state: 'closed', close_reason: 'mended' })
    const made = await getMend(today(coach.me), { mendId })
    expect(made.occurrenceAt).toEqual(startsAt)
    const records = await rowsOf<{ occurrence: string }>(
      `select distinct record::jsonb ->> 'occurrence' as occurrence from evidence_records
       where kind = 'mend' and record::jsonb ->> 'mend' = $1`,
      [mendId],
    )
    expect(records).toEqual([{ occurrence: id }])

    const undone = await putBack(today(coach.me), { mendId })
    await doMends()
    await doDue()
    expect(await stateOf(undone.mendId)).toBe('proved')
    expect(await stateOf(mendId)).toBe('put_back')
    expect(ofTime()).toMatchObject({ waiting_room: false })
    expect(ofTime(other)).toMatchObject({ waiting_room: true })
    expect(world.bodyOfMeeting(coach.zoomUserId, coach.meetingId)).toMatchObject({
      settings: { waiting_room: true },
    })
  })

  test('is not sent where somebody changed that time since', async () => {
    const { coach, set } = await anOpenTime()
    const seen = await markOf(coach.me, sessionOf(coach), 'Z02')
    const asked = { ...sessionOf(coach), controls: ['Z02' as const], seen }
    const { mendId } = await makeMend(today(coach.me), asked)
    set({ waiting_room: true })
    await doMends()
    expect(await stateOf(mendId)).toBe('outdated')
  })

  test('is refused where that time was cancelled meanwhile, and not known where it is later', async () => {
    const { coach, id } = await anOpenTime()
    const cancel = () =>
      world.setMeeting(coach.zoomUserId, coach.meetingId, {
        [`occurrences.${id}.status`]: 'deleted',
      })
    const seen = await markOf(coach.me, sessionOf(coach), 'Z02')
    const asked = { ...sessionOf(coach), controls: ['Z02' as const], seen }
    const { mendId } = await makeMend(today(coach.me), asked)
    cancel()
    await doMends()
    expect(await stateOf(mendId)).toBe('refused')

    const later = await anOpenTime()
    const mark = await markOf(later.coach.me, sessionOf(later.coach), 'Z02')
    const made = await makeMend(today(later.coach.me), {
      ...sessionOf(later.coach),
      ...{ controls: ['Z02'], seen: mark },
    })
    await doMends()
    world.setMeeting(later.coach.zoomUserId, later.coach.meetingId, {
      [`occurrences.${later.id}.status`]: 'deleted',
    })
    await doDue()
    expect(await stateOf(made.mendId)).toBe('unproved')
  })

  test('is not kept where Zoom leaves it as it was', async () => {
    const { coach, finding } = await anOpenTime()
    world.lockSettings(coach.zoomUserId, ['meeting_security.waiting_room'])
    expect(await mend(coach.me, sessionOf(coach), 'Z02')).toMatchObject({
      ...{ answered: 'accepted', came: 'not_kept' },
    })
    expect(await finding()).toMatchObject({ state: 'open' })
  })
})
