import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCoach } from '#lib/coaches/add-coach'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { sortMeetings } from '#lib/meetings/sort-meetings'
import { getClub } from '#lib/roll-ups/get-club'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { shareConnection } from '#lib/zoom-connections/share-connection'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import { connectAccount, day_ms, doDue, today, weekly, zoomUser } from '../support/audits'
import { aCheckedCoach, openTheDoor, shutTheDoor } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, newEmail } from '../support/contexts'

/** Whatever changes how a club stands reaches its body with that change, not with the next check. */

const { world } = sandbox

let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

const seen = (club: Context) => getClub(today(body), { clubId: club.organisation.id })
const stateOf = async (club: Context) => (await seen(club)).status.state

/** A club all of whose coaches are in order. */
async function inOrder() {
  const club = await aClub(body)
  const coach = await aCheckedCoach(club)
  expect(await stateOf(club)).toBe('up_to_date')
  const { connectionId, me } = coach
  return { club, coach, me, connectionId, clubId: club.organisation.id }
}

const olderMeeting = (connectionId: string, days: number) =>
  rowsOf(
    `update meetings set first_seen_at = first_seen_at - make_interval(days => $2)
     where connection_id = $1 and sorted = 'unsorted'`,
    [connectionId, days],
  )

describe('a body is told', () => {
  test('of a new coach, of one who accepts, connects, and is judged, and of one who leaves', async () => {
    const { club } = await inOrder()
    const fields = { name: 'New', email: newEmail(), teams: '', coachesUnder18sOnline: true }
    const { coachId } = await addCoach(today(club), fields)
    expect(await seen(club)).toMatchObject({ coachesNotConnected: 1 })
    await endCoach(today(club), { coachId })
    expect(await stateOf(club)).toBe('up_to_date')
    const { me } = await aCoach(club)
    expect(await seen(club)).toMatchObject({ coachesNotConnected: 1 })
    await connectAccount(me, zoomUser().id)
    // Of this one nothing has been read; what was read of the others says nothing of it.
    expect(await stateOf(club)).toBe('not_checked')
    await doDue(['read-account'])
    expect(await stateOf(club)).toBe('partly_checked')
    await doDue()
    expect(await stateOf(club)).toBe('up_to_date')
  })

  test('of a session that is new, before anybody has judged it', async () => {
    const { club, coach, me, clubId } = await inOrder()
    world.addMeeting(coach.zoomUserId, weekly('New class'))
    await coach.check()
    expect(await stateOf(club)).toBe('up_to_date')
    const [meeting] = await rowsOf<{ id: string }>(
      "select id from meetings where organisation_id = $1 and sorted = 'unsorted'",
      [me.organisation.id],
    )
    const choice = { meetingId: meeting?.id ?? '', sorted: 'session' as const, clubIds: [clubId] }
    await sortMeetings(today(me), { choices: [choice] })
    await doDue(['read-account'])
    expect(await seen(club)).toMatchObject({ coachesNotKnown: 1, coachesUnsorted: 0 })
    expect(await stateOf(club)).toBe('partly_checked')
    await doDue()
    expect(await stateOf(club)).toBe('up_to_date')
  })

  test('of meetings that nobody has sorted for a week, and as soon as they are sorted', async () => {
    const { club, coach, me, connectionId } = await inOrder()
    world.addMeeting(coach.zoomUserId, weekly('Whose is it?'))
    await coach.check()
    await olderMeeting(connectionId, 6)
    await coach.check()
    const { status, goodUntil } = await seen(club)
    expect(status.state).toBe('up_to_date')
    expect(goodUntil?.getTime()).toBeLessThanOrEqual(Date.now() + day_ms)
    await olderMeeting(connectionId, 1)
    await coach.check()
    expect(await seen(club)).toMatchObject({ coachesNotKnown: 1, coachesUnsorted: 1 })
    const [meeting] = await rowsOf<{ id: string }>(
      "select id from meetings where connection_id = $1 and sorted = 'unsorted'",
      [connectionId],
    )
    await sortMeetings(today(me), {
      choices: [{ meetingId: meeting?.id ?? '', sorted: 'private' }],
    })
    expect(await stateOf(club)).toBe('up_to_date')
  })

  test('of an account that is disconnected, by its coach or at Zoom', async () => {
    const { club, me, connectionId } = await inOrder()
    await disconnectConnection(today(me), { connectionId })
    expect(await stateOf(club)).toBe('not_connected')
    const other = await inOrder()
    world.removeApp(other.coach.zoomUserId)
    await other.coach.check()
    expect((await seen(other.club)).coachesNotConnected).toBe(1)
  })

  test('of one no longer shared, though no worker runs; and of one shared again', async () => {
    const { club, coach, me, connectionId, clubId } = await inOrder()
    await stopSharing(today(me), { connectionId, clubId })
    expect(await stateOf(club)).toBe('not_connected')
    await doDue(['end-share'])
    expect(await stateOf(club)).toBe('not_connected')
    await shareConnection(today(me), { connectionId, clubId })
    expect(await stateOf(club)).not.toBe('up_to_date')
    await coach.check()
    expect(await stateOf(club)).toBe('up_to_date')
  })

  test('of what falls short and what is mended, with the check that saw it', async () => {
    const { club, coach } = await inOrder()
    openTheDoor(coach)
    await coach.check()
    expect(await stateOf(club)).toBe('falls_short')
    shutTheDoor(coach)
    await coach.check()
    expect(await stateOf(club)).toBe('up_to_date')
  })
})
