import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { findDue } from '#lib/jobs/find-due'
import { closeQueue } from '#lib/jobs/enqueue'
import { endConsent } from '#lib/mends/end-consent'
import { giveConsent } from '#lib/mends/give-consent'
import { getMend } from '#lib/mends/get-mend'
import { makeMend } from '#lib/mends/make-mend'
import { putBack } from '#lib/mends/put-back'
import { markSent } from '#lib/mends/settle-mend'
import { changesADay_max } from '#lib/zoom/rate-limits'
import { takeChange } from '#lib/zoom-budgets/take-change'
import { doDue, findingsOf, today } from '../support/audits'
import { aCheckedCoach, openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { rowsOf, workerFor } from '../support/connections'
import { aClub, aGoverningBody } from '../support/contexts'
import {
  allowAtZoom,
  aMendingCoach,
  doMends,
  evidenceOf,
  markOf,
  mend,
  mendTrail,
  preview,
  sessionOf,
  stateOf,
} from '../support/mends'

let club: Context
const { world } = sandbox

beforeAll(async () => {
  club = await aClub(await aGoverningBody())
})

afterEach(() => world.clearFailures())
afterAll(closeQueue)

async function anOpenDoor(): Promise<CheckedCoach> {
  const coach = await aMendingCoach(club)
  openTheDoor(coach)
  await coach.check()
  world.resetRequests()
  return coach
}

const waitingRoomOf = ({ zoomUserId, meetingId }: CheckedCoach) =>
  Object(world.bodyOfMeeting(zoomUserId, meetingId)['settings']).waiting_room
const findingOf = async ({ sessionId }: CheckedCoach) =>
  (await findingsOf(club, sessionId)).find(({ control }) => control === 'Z02')
const wasChanged = () => JSON.stringify(world.requests()).includes('PATCH')
const mendsOf = ({ connectionId }: CheckedCoach) =>
  rowsOf('select id from mends where connection_id = $1', [connectionId])

/** Says yes to the waiting room of a coach's session. */
async function sayYes(coach: CheckedCoach): Promise<string> {
  const seen = await markOf(coach.me, sessionOf(coach), 'Z02')
  const asked = { ...sessionOf(coach), controls: ['Z02' as const], seen }
  return (await makeMend(today(coach.me), asked)).mendId
}

describe('what Zoom makes of it is said as what it was', () => {
  test('a locked setting: taken, not kept, and the finding stays open', async () => {
    const coach = await anOpenDoor()
    world.lockSettings(coach.zoomUserId, ['meeting_security.waiting_room'])
    const made = await mend(coach.me, sessionOf(coach), 'Z02')
    expect(made).toMatchObject({ answered: 'accepted', came: 'not_kept' })
    expect(await findingOf(coach)).toMatchObject({ state: 'open' })
    const seen = await getMend(today(coach.me), { mendId: made.mendId })
    expect(seen.readBack).toEqual({ 'settings.waiting_room': false })
    expect(seen.putBackUntil).toBeNull()
    const states = ['confirmed', 'sent', 'accepted', 'not_kept']
    expect(await evidenceOf(made.mendId)).toEqual(states)
    expect((await mendTrail(made.mendId)).at(-1)).toBe('mend.not_kept worker')
    // It is offered again: an administrator may unlock it.
    expect(await preview(coach.me, sessionOf(coach), 'Z02')).toMatchObject({
      state: 'ready',
      last: { state: 'not_kept' },
    })
  })

  test('a refusal: nothing was changed, and nothing is read for it', async () => {
    const coach = await anOpenDoor()
    world.failWith({
      ...{ path: '^/v2/meetings/', method: 'PATCH', status: 400 },
      body: { code: 4711, message: 'Invalid access token, does not contain scopes.' },
    })
    const { mendId, came } = await mend(coach.me, sessionOf(coach), 'Z02')
    expect(came).toBe('refused')
    expect(await getMend(today(coach.me), { mendId })).toMatchObject({
      refusal: 'not_granted',
      auditId: null,
    })
    expect(await evidenceOf(mendId)).toEqual(['confirmed', 'sent', 'refused'])
    expect(await findingOf(coach)).toMatchObject({ state: 'open' })
  })

  test('a lost answer: not sent again, and a reading says what came of it', async () => {
    const coach = await anOpenDoor()
    world.failWith({ path: '^/v2/meetings/', method: 'PATCH', drop: true })
    const { mendId, answered, came } = await mend(coach.me, sessionOf(coach), 'Z02')
    expect([answered, came]).toEqual(['unclear', 'not_kept'])
    expect(await evidenceOf(mendId)).toEqual(['confirmed', 'sent', 'unclear', 'not_kept'])
    expect(await stateOf(await sayYes(coach))).toBe('confirmed')
    await doMends()
    await doDue()
    expect(waitingRoomOf(coach)).toBe(true)
  })

  test('a worker that died after it was sent: not sent again, read, and proved', async () => {
    const coach = await anOpenDoor()
    const mendId = await sayYes(coach)
    await markSent(await workerFor(coach.me, new Date()), { mendId })
    world.setMeeting(coach.zoomUserId, coach.meetingId, { 'settings.waiting_room': true })
    await doMends()
    expect(await stateOf(mendId)).toBe('unclear')
    await doDue()
    expect(await stateOf(mendId)).toBe('proved')
    expect(wasChanged()).toBe(false)
  })

  test('a re-read that reads nothing proves nothing; the next one does', async () => {
    const coach = await anOpenDoor()
    const mendId = await sayYes(coach)
    await doMends()
    const failure = { path: '^/v2/meetings/\\d+', method: 'GET', times: null }
    world.failWith({ ...failure, status: 404, body: { code: 3001, message: 'Not there.' } })
    await doDue()
    expect(await stateOf(mendId)).toBe('accepted')
    expect(await findingOf(coach)).toMatchObject({ state: 'open' })
    world.clearFailures()
    await coach.check()
    expect(await stateOf(mendId)).toBe('proved')
  })

  test('a session that is gone when it is read back is not said to be mended', async () => {
    const coach = await anOpenDoor()
    const mendId = await sayYes(coach)
    await doMends()
    world.removeMeeting(coach.zoomUserId, coach.meetingId)
    await doDue()
    await coach.check()
    await coach.check()
    expect(await stateOf(mendId)).toBe('unproved')
    expect(await evidenceOf(mendId)).toEqual(['confirmed', 'sent', 'accepted', 'unproved'])
  })
})

describe('nothing is sent', () => {
  test('over the day’s budget: said, with its trail and record', async () => {
    const coach = await anOpenDoor()
    for (let used = 0; used < changesADay_max; used += 1) await takeChange(coach.zoomUserId)
    const { mendId, came } = await mend(coach.me, sessionOf(coach), 'Z02')
    expect(came).toBe('over_budget')
    expect(wasChanged()).toBe(false)
    expect(await evidenceOf(mendId)).toEqual(['confirmed', 'over_budget'])
    expect(await mendTrail(mendId)).toEqual(['mend.confirmed user', 'mend.over_budget worker'])
    expect(await findingOf(coach)).toMatchObject({ state: 'open' })
  })

  test('where Zoom has something else than what was shown', async () => {
    const coach = await anOpenDoor()
    const mendId = await sayYes(coach)
    world.setMeeting(coach.zoomUserId, coach.meetingId, { 'settings.waiting_room': true })
    await doMends()
    expect(await stateOf(mendId)).toBe('outdated')
    expect(wasChanged()).toBe(false)
    await doDue()
    expect(await findingOf(coach)).toMatchObject({ state: 'closed', close_reason: 'mended' })
  })

  test('where the page is older than the newest reading', async () => {
    const coach = await anOpenDoor()
    const seen = await markOf(coach.me, sessionOf(coach), 'Z02')
    world.setMeeting(coach.zoomUserId, coach.meetingId, { 'settings.waiting_room': true })
    await coach.check()
    const asked = { ...sessionOf(coach), controls: ['Z02' as const], seen }
    await expect(makeMend(today(coach.me), asked)).rejects.toMatchObject({ code: 'conflict' })
    expect(await mendsOf(coach)).toEqual([])
  })

  test('while Zoom is down: it is tried again, and nothing is lost', async () => {
    const coach = await anOpenDoor()
    world.failWith({ path: '^/v2/meetings/', times: null })
    const mendId = await sayYes(coach)
    await doMends()
    expect(await stateOf(mendId)).toBe('confirmed')
    const later = await findDue(new Date(Date.now() + 60_000), 1000)
    expect(later).toContainEqual(expect.objectContaining({ kind: 'make-mend', subjectId: mendId }))
    // Nor does it come in the way of the tests that follow.
    await endConsent(today(coach.me), { connectionId: coach.connectionId })
  })

  test('two at once are one', async () => {
    const coach = await anOpenDoor()
    const seen = await markOf(coach.me, sessionOf(coach), 'Z02')
    const asked = { ...sessionOf(coach), controls: ['Z02' as const], seen }
    const both = await Promise.allSettled([1, 2].map(() => makeMend(today(coach.me), asked)))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    })
    await doMends()
    expect(await mendsOf(coach)).toHaveLength(1)
    expect(JSON.stringify(world.requests()).match(/PATCH/g)).toHaveLength(1)
  })
})

describe('without consent', () => {
  test('it is shown what would change, and nothing is begun', async () => {
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    const offer = await preview(coach.me, sessionOf(coach), 'Z02')
    expect(offer).toMatchObject({ state: 'consent', changes: [{ from: 'Off', to: 'On' }] })
    await expect(sayYes(coach)).rejects.toMatchObject({ code: 'forbidden' })
    await giveConsent(today(coach.me), { connectionId: coach.connectionId })
    // Zoom has not been asked for it yet.
    expect(await preview(coach.me, sessionOf(coach), 'Z02')).toMatchObject({ state: 'grant' })
    await expect(sayYes(coach)).rejects.toMatchObject({ code: 'forbidden' })
    await allowAtZoom(coach.me, coach.zoomUserId, false)
    expect(await preview(coach.me, sessionOf(coach), 'Z02')).toMatchObject({ state: 'grant' })
    await allowAtZoom(coach.me, coach.zoomUserId)
    expect(await preview(coach.me, sessionOf(coach), 'Z02')).toMatchObject({ state: 'ready' })
    expect(await mendsOf(coach)).toEqual([])
  })

  test('taken back after a yes, it is not carried out', async () => {
    const coach = await anOpenDoor()
    const mendId = await sayYes(coach)
    await endConsent(today(coach.me), { connectionId: coach.connectionId })
    await doMends()
    expect(await stateOf(mendId)).toBe('abandoned')
    expect(wasChanged()).toBe(false)
    await expect(sayYes(coach)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('what was changed before cannot be put back either', async () => {
    const coach = await anOpenDoor()
    const { mendId } = await mend(coach.me, sessionOf(coach), 'Z02')
    await endConsent(today(coach.me), { connectionId: coach.connectionId })
    await expect(putBack(today(coach.me), { mendId })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
