import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { isJsonObject, type JsonObject } from '#lib/core/canonical-json'
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

describe('a mend of one time of a series', () => {
  /** A coach whose next time alone anybody walks into, and whose club has seen it. */
  async function anOpenTime() {
    const coach = await aMendingCoach(club)
    const { occurrences } = world.bodyOfMeeting(coach.zoomUserId, coach.meetingId)
    const times = Array.isArray(occurrences) ? occurrences.filter(isJsonObject) : []
    const [id, other] = times.map((each) => String(each['occurrence_id']))
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
    return { coach, id: id ?? '', other: other ?? '', set, ofTime }
  }

  test('changes that time and no other, is read back as such, and is put back as such', async () => {
    const { coach, id, other, ofTime } = await anOpenTime()
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
    expect(await findingOf(coach)).toMatchObject({ state: 'closed', close_reason: 'mended' })
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
    expect(waitingRoomOf(coach)).toMatchObject({ waiting_room: true })
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
    const { coach } = await anOpenTime()
    world.lockSettings(coach.zoomUserId, ['meeting_security.waiting_room'])
    expect(await mend(coach.me, sessionOf(coach), 'Z02')).toMatchObject({
      ...{ answered: 'accepted', came: 'not_kept' },
    })
    expect(await findingOf(coach)).toMatchObject({ state: 'open' })
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
