import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { getMend } from '#lib/mends/get-mend'
import { makeMend } from '#lib/mends/make-mend'
import { putBack } from '#lib/mends/put-back'
import { doDue, findingsOf, today, day_ms } from '../support/audits'
import { openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, at } from '../support/contexts'
import {
  aMendingCoach,
  doMends,
  evidenceOf,
  markOf,
  mend,
  mendTrail,
  preview,
  sessionOf,
  settingsOf,
  stateOf,
} from '../support/mends'

let club: Context

beforeAll(async () => {
  club = await aClub(await aGoverningBody())
})

afterAll(closeQueue)

const { world } = sandbox
const waitingRoomOf = ({ zoomUserId, meetingId }: CheckedCoach) =>
  world.bodyOfMeeting(zoomUserId, meetingId)['settings']

/** A coach whose session anybody walks into, and whose club has seen it. */
async function anOpenDoor(): Promise<CheckedCoach> {
  const coach = await aMendingCoach(club)
  openTheDoor(coach)
  await coach.check()
  return coach
}

const findingOf = async ({ sessionId }: CheckedCoach, control = 'Z02') =>
  (await findingsOf(club, sessionId)).find((each) => each.control === control)

describe('a mend of a session', () => {
  test('is shown, confirmed, made, and closes its finding only when it is read back', async () => {
    const coach = await anOpenDoor()
    const { me } = coach
    expect(await preview(me, sessionOf(coach), 'Z02')).toMatchObject({
      state: 'ready',
      topic: 'Under 12s',
      changes: [{ name: 'Waiting room', from: 'Off', to: 'On' }],
    })
    const seen = await markOf(me, sessionOf(coach), 'Z02')
    const asked = { ...sessionOf(coach), controls: ['Z02' as const], seen }
    const { mendId } = await makeMend(today(me), asked)
    expect(waitingRoomOf(coach)).toMatchObject({ waiting_room: false })
    await doMends()
    expect(await stateOf(mendId)).toBe('accepted')
    expect(waitingRoomOf(coach)).toMatchObject({ waiting_room: true })
    // Zoom's word is no proof.
    expect(await findingOf(coach)).toMatchObject({ state: 'open' })
    expect(await preview(me, sessionOf(coach), 'Z02')).toMatchObject({ state: 'under_way' })
    await doDue()
    expect(await stateOf(mendId)).toBe('proved')
    expect(await findingOf(coach)).toMatchObject({ state: 'closed', close_reason: 'mended' })
    const states = ['confirmed', 'sent', 'accepted', 'proved']
    expect(await evidenceOf(mendId)).toEqual(states)
    expect(await mendTrail(mendId)).toEqual([
      'mend.confirmed user',
      'mend.sent worker',
      'mend.accepted worker',
      'mend.proved worker',
    ])
  })

  test('changes what was confirmed, and nothing else of the meeting', async () => {
    const coach = await anOpenDoor()
    const before = world.bodyOfMeeting(coach.zoomUserId, coach.meetingId)
    await mend(coach.me, sessionOf(coach), 'Z02')
    const after = world.bodyOfMeeting(coach.zoomUserId, coach.meetingId)
    expect(after).toEqual({
      ...before,
      settings: { ...Object(before['settings']), waiting_room: true },
    })
  })

  test('keeps old values and no secret: neither passcode nor link is in its row or records', async () => {
    const coach = await anOpenDoor()
    const { mendId } = await mend(coach.me, sessionOf(coach), 'Z02')
    const kept = await rowsOf<{ text: string }>(
      `select m::text as text from mends m where id = $1
       union all select record from evidence_records where record::jsonb ->> 'mend' = $1::text`,
      [mendId],
    )
    expect(kept.length).toBeGreaterThan(4)
    expect(kept.map(({ text }) => text).join('\n')).toContain('settings.waiting_room')
    for (const { text } of kept) {
      expect(world.secrets().filter((secret) => text.includes(secret))).toEqual([])
    }
  })

  test('of all that is wrong with it takes one request at Zoom', async () => {
    const coach = await aMendingCoach(club)
    world.setMeeting(coach.zoomUserId, coach.meetingId, {
      'settings.waiting_room': false,
      'settings.join_before_host': true,
      'settings.mute_upon_entry': false,
    })
    await coach.check()
    world.resetRequests()
    expect(await mend(coach.me, sessionOf(coach), 'Z02', 'Z04', 'Z17')).toMatchObject({
      came: 'proved',
    })
    const patched = JSON.stringify(world.requests()).match(/PATCH [^"]+":\d+|PATCH [^"]+/g)
    expect(patched).toHaveLength(1)
    for (const control of ['Z02', 'Z04', 'Z17']) {
      expect(await findingOf(coach, control)).toMatchObject({ state: 'closed' })
    }
  })
})

describe('a mend of one’s own settings', () => {
  test('is made in each of the two forms in which Zoom takes them, and proved', async () => {
    const settings = {
      'in_meeting.who_can_share_screen': 'all',
      'meeting_security.waiting_room_settings.participants_to_place_in_waiting_room': 1,
    }
    const coach = await aMendingCoach(club, { differs: { settings } })
    const { mendId, came } = await mend(coach.me, settingsOf(coach), 'Z02', 'Z03')
    expect(came).toBe('proved')
    const [row] = await rowsOf<{ requests: number }>('select requests from mends where id = $1', [
      mendId,
    ])
    expect(row?.requests).toBe(2)
    const findings = await findingsOf(club, coach.connectionId)
    expect(findings.filter(({ state }) => state === 'open')).toEqual([])
    expect(world.user(coach.zoomUserId).settings).toMatchObject({
      'in_meeting.who_can_share_screen': 'host',
      'meeting_security.waiting_room_settings.participants_to_place_in_waiting_room': 0,
    })
  })
})

describe('what was changed is put back', () => {
  test('for a day: shown, confirmed, read back, and the finding is found again', async () => {
    const coach = await anOpenDoor()
    const { mendId } = await mend(coach.me, sessionOf(coach), 'Z02')
    const until = (await getMend(today(coach.me), { mendId })).putBackUntil
    expect(until?.getTime()).toBeGreaterThan(Date.now() + day_ms - 60_000)
    const undone = await putBack(today(coach.me), { mendId })
    await doMends()
    expect(await stateOf(undone.mendId)).toBe('accepted')
    await doDue()
    expect(await stateOf(undone.mendId)).toBe('proved')
    expect(await stateOf(mendId)).toBe('put_back')
    expect(waitingRoomOf(coach)).toMatchObject({ waiting_room: false })
    expect(await findingOf(coach)).toMatchObject({ state: 'open', times_opened: 2 })
    expect(await evidenceOf(undone.mendId)).toEqual(['confirmed', 'sent', 'accepted', 'proved'])
    expect((await evidenceOf(mendId)).at(-1)).toBe('put_back')
    expect((await mendTrail(mendId)).at(-1)).toBe('mend.put_back worker')
    // Neither is put back once more.
    for (const each of [mendId, undone.mendId]) {
      await expect(putBack(today(coach.me), { mendId: each })).rejects.toMatchObject({
        code: 'conflict',
      })
    }
  })

  test('but not after a day', async () => {
    const coach = await anOpenDoor()
    const { mendId } = await mend(coach.me, sessionOf(coach), 'Z02')
    const tomorrow = at(coach.me, new Date(Date.now() + day_ms + 60_000))
    await expect(putBack(tomorrow, { mendId })).rejects.toMatchObject({ code: 'conflict' })
    expect((await getMend(tomorrow, { mendId })).putBackUntil).toBeNull()
    expect(waitingRoomOf(coach)).toMatchObject({ waiting_room: true })
  })

  test('and not where somebody changed it in Zoom since: nothing is sent', async () => {
    const coach = await anOpenDoor()
    const { mendId } = await mend(coach.me, sessionOf(coach), 'Z02')
    openTheDoor(coach)
    const undone = await putBack(today(coach.me), { mendId })
    await doMends()
    expect(await stateOf(undone.mendId)).toBe('outdated')
  })

  test('where Zoom forces a protection on, it says that it was not kept', async () => {
    const coach = await aMendingCoach(club)
    world.setMeeting(coach.zoomUserId, coach.meetingId, {
      'settings.waiting_room': false,
      password: false,
    })
    await coach.check()
    const { mendId, came } = await mend(coach.me, sessionOf(coach), 'Z02')
    expect(came).toBe('proved')
    const undone = await putBack(today(coach.me), { mendId })
    await doMends()
    expect(await stateOf(undone.mendId)).toBe('accepted')
    await doDue()
    expect(await stateOf(undone.mendId)).toBe('not_kept')
    expect(await stateOf(mendId)).toBe('proved')
    expect(waitingRoomOf(coach)).toMatchObject({ waiting_room: true })
  })
})
