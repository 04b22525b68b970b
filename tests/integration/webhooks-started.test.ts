import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { listMeetings } from '#lib/meetings/list-meetings'
import type { SandboxUser } from '#lib/zoom-sandbox/state'
import {
  audit,
  connectAccount,
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

const { world } = sandbox
const minute_ms = 60_000

beforeAll(prepareQueue)
afterAll(closeQueue)

async function aCoachConnected() {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser()
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  return { club, me, user, connectionId }
}

/** A meeting that is started on the spot, which no list has. */
function startNow(user: SandboxUser, topic = 'On the spot'): number {
  const { id } = world.addMeeting(user.id, { topic, startsAt: null, values: { type: 1 } })
  return id
}

type When = { type?: number; at?: Date }

const started = (user: SandboxUser, id: number, { type = 1, at = new Date() }: When = {}) =>
  anEvent('meeting.started', {
    accountId: user.accountId,
    at,
    object: {
      id: String(id),
      type,
      host_id: user.id,
      topic: 'On the spot',
      duration: 0,
      start_time: at.toISOString(),
    },
  })

const ended = (user: SandboxUser, id: number, at: Date) =>
  anEvent('meeting.ended', {
    accountId: user.accountId,
    at,
    object: {
      id,
      type: 1,
      host_id: user.id,
      topic: 'On the spot',
      start_time: new Date(at.getTime() - 20 * minute_ms).toISOString(),
      end_time: at.toISOString(),
    },
  })

const tell = async (event: object) => {
  await deliver(event)
  await doDue(eventKinds)
}

describe('a meeting that is started on the spot', () => {
  test('is asked about while it runs, is not opened, and stays asked about', async () => {
    const { me, user, connectionId } = await aCoachConnected()
    const id = startNow(user)
    world.resetRequests()
    await tell(started(user, id))
    for (let checked = 0; checked < 3; checked += 1) await audit(me, connectionId)
    const { unsorted } = await listMeetings(today(me), { connectionId })
    expect(unsorted).toMatchObject([
      { zoomMeetingId: String(id), topic: 'On the spot', recurs: false },
    ])
    expect(JSON.stringify(world.requests())).not.toContain('/meetings/{}')
    const shown = await rowsOf<{ unsorted: number }>(
      'select unsorted_meetings as unsorted from coach_connections where id = $1',
      [connectionId],
    )
    expect(shown).toEqual([{ unsorted: 1 }])
  })

  test('is read while it runs once it is said to be a session', async () => {
    const { club, me, user, connectionId } = await aCoachConnected()
    const id = startNow(user)
    world.setMeeting(user.id, id, { 'settings.waiting_room': false })
    await tell(started(user, id))
    const ids = await sortByTopic(me, connectionId, { 'On the spot': [club.organisation.id] })
    const sessionId = ids['On the spot'] ?? ''
    expect(await resultsOf(club, sessionId)).toMatchObject({ Z01: 'met', Z02: 'not_met' })
    // It is in no list, and that says nothing.
    for (let checked = 0; checked < 3; checked += 1) await audit(me, connectionId)
    expect(await findingsOf(club, sessionId)).toMatchObject([{ control: 'Z02', state: 'open' }])
  })

  test('and has ended took place as it was', async () => {
    const { club, me, user, connectionId } = await aCoachConnected()
    const id = startNow(user)
    world.setMeeting(user.id, id, { 'settings.waiting_room': false })
    await tell(started(user, id, { at: new Date(Date.now() - 20 * minute_ms) }))
    const ids = await sortByTopic(me, connectionId, { 'On the spot': [club.organisation.id] })
    await tell(ended(user, id, new Date(Date.now() - 1000)))
    expect(await findingsOf(club, ids['On the spot'] ?? '')).toMatchObject([
      { control: 'Z02', state: 'closed', close_reason: 'session_ended_unsafe' },
    ])
  })

  test('and was never sorted is forgotten once it is over', async () => {
    const { me, user, connectionId } = await aCoachConnected()
    const id = startNow(user)
    await tell(started(user, id, { at: new Date(Date.now() - 20 * minute_ms) }))
    await tell(ended(user, id, new Date(Date.now() - 1000)))
    for (let checked = 0; checked < 2; checked += 1) await audit(me, connectionId)
    expect(await rowsOf('select 1 from meetings where connection_id = $1', [connectionId])).toEqual(
      [],
    )
  })

  test('and of whose end we heard first is past, whatever comes after', async () => {
    const { user, connectionId } = await aCoachConnected()
    const id = startNow(user)
    const end = new Date()
    await tell(ended(user, id, end))
    await tell(started(user, id, { at: new Date(end.getTime() - 20 * minute_ms) }))
    expect(await rowsOf('select 1 from meetings where connection_id = $1', [connectionId])).toEqual(
      [],
    )
  })

  test('keeps its name in no event once that was worked', async () => {
    const { user, connectionId } = await aCoachConnected()
    await tell(started(user, startNow(user)))
    expect(
      await rowsOf('select meeting_topic from zoom_events where connection_id = $1', [
        connectionId,
      ]),
    ).toEqual([{ meeting_topic: null }])
  })
})

describe('a meeting that was sorted before', () => {
  test('and is started is read again at once', async () => {
    const { club, me, user, connectionId } = await aCoachConnected()
    const { id } = world.addMeeting(user.id, weekly('Under 12s'))
    await audit(me, connectionId)
    const ids = await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
    world.setMeeting(user.id, id, { 'settings.waiting_room': false })
    await tell(started(user, id, { type: 8 }))
    expect(await findingsOf(club, ids['Under 12s'] ?? '')).toMatchObject([
      { control: 'Z02', state: 'open' },
    ])
  })

  test('as private stays private, and nameless', async () => {
    const { me, user, connectionId } = await aCoachConnected()
    const { id } = world.addMeeting(user.id, weekly('Doctor'))
    await audit(me, connectionId)
    await sortByTopic(me, connectionId, { Doctor: 'private' })
    await tell(started(user, id, { type: 8 }))
    const { unsorted, private: kept } = await listMeetings(today(me), { connectionId })
    expect(unsorted).toEqual([])
    expect(kept).toMatchObject([{ topic: null, startsAt: null }])
  })
})

test('the personal room is asked about once, and stays what it was said to be', async () => {
  const { me, user, connectionId } = await aCoachConnected()
  const room = 4_123_456_789
  const open = () => tell(started(user, room, { type: 4 }))
  await open()
  await sortByTopic(me, connectionId, { 'On the spot': 'private' })
  for (let checked = 0; checked < 3; checked += 1) await audit(me, connectionId)
  await open()
  const { unsorted, private: kept } = await listMeetings(today(me), { connectionId })
  expect(unsorted).toEqual([])
  expect(kept).toMatchObject([{ zoomMeetingId: String(room) }])
})
