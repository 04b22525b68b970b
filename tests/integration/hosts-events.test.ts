import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { excludeMeeting } from '#lib/meetings/exclude-meeting'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import { doDue, resultsOf, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { aClubAccount, aHost } from '../support/hosts'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

async function aHostRead() {
  const club: Context = today(await aClub(await aGoverningBody()))
  const { coachId } = await aCoach(club)
  const host = await aHost(club, await aClubAccount(club))
  const { connectionId } = await confirmHost(club, { hostId: host.hostId, coachId })
  await doDue()
  return { ...host, club, coachId, connectionId: connectionId ?? '' }
}

/** A meeting that a host starts on the spot, which no list has, and Zoom tells of. */
async function startNow(zoomUserId: string): Promise<number> {
  const { id } = world.addMeeting(zoomUserId, {
    ...{ topic: 'On the spot', startsAt: null, values: { type: 1 } },
  })
  await tellStarted(zoomUserId, id)
  return id
}

async function tellStarted(zoomUserId: string, id: number): Promise<void> {
  const at = new Date()
  const { accountId } = world.user(zoomUserId)
  const object = {
    ...{ id: String(id), type: 1, host_id: zoomUserId, topic: 'On the spot', duration: 0 },
    start_time: at.toISOString(),
  }
  await deliver(anEvent('meeting.started', { accountId, at, object }))
  await doDue(eventKinds)
}

const sessionsOf = (connectionId: string) =>
  rowsOf<{ id: string; topic: string; coach: string; ended: string | null }>(
    `select id, topic, coach_id as coach, end_reason as ended from sessions
     where connection_id = $1`,
    [connectionId],
  )

test('a meeting that a host starts on the spot is a session, and read while it goes on', async () => {
  const { club, coachId, connectionId, zoomUserId } = await aHostRead()
  await startNow(zoomUserId)
  const [session] = await sessionsOf(connectionId)
  expect(session).toMatchObject({ topic: 'On the spot', coach: coachId, ended: null })
  expect(Object.keys(await resultsOf(club, session?.id ?? '')).length).toBeGreaterThan(3)
})

test('one that an officer said to be no session is not brought back by an event', async () => {
  const { club, connectionId, zoomUserId } = await aHostRead()
  const number = await startNow(zoomUserId)
  const [session] = await sessionsOf(connectionId)
  const meetingId = session?.id ?? ''
  await excludeMeeting(today(club), { meetingId, reason: 'A committee meeting' })
  world.resetRequests()
  await tellStarted(zoomUserId, number)
  expect(world.requests().paths['GET /meetings/{}']).toBeUndefined()
  expect(await sessionsOf(connectionId)).toMatchObject([{ ended: 'no_longer_a_session' }])
})
