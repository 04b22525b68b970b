import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getCoach } from '#lib/coaches/get-coach'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { getClub } from '#lib/roll-ups/get-club'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { shareConnection } from '#lib/zoom-connections/share-connection'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import { connectAccount, doDue, findingsOf, resultsOf, today, zoomUser } from '../support/audits'
import { aCheckedCoach, openTheDoor } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { trailOf } from '../support/trail-of'

/** What a club says of a Zoom account ends when nothing of it reaches the club any more. */

let body: Context
const everything = ['read-account', 'judge-club', 'end-share'] as const

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

/** A club whose coach has something to mend, in the account and in a session. */
async function somethingToMend() {
  const club = await aClub(body)
  const coach = await aCheckedCoach(club)
  sandbox.world.setUserSetting(coach.zoomUserId, 'in_meeting.who_can_share_screen', 'all')
  openTheDoor(coach)
  await coach.check()
  expect(await openOf(club)).toBe(2)
  return { club, coach, clubId: club.organisation.id }
}

async function openOf(club: Context): Promise<number> {
  const rows = await rowsOf(
    "select id from findings where organisation_id = $1 and state = 'open'",
    [club.organisation.id],
  )
  return rows.length
}

type Made = Awaited<ReturnType<typeof somethingToMend>>

/** Nothing is said of the account any more; its history says that it was never seen mended. */
async function expectEnded({ club, coach }: Made): Promise<void> {
  for (const subject of [coach.connectionId, coach.sessionId]) {
    expect(await resultsOf(club, subject)).toEqual({})
    expect(await findingsOf(club, subject)).toMatchObject([
      { state: 'closed', close_reason: 'left' },
    ])
  }
  const events = await rowsOf(
    `select event, because from finding_events where organisation_id = $1 order by at, id`,
    [club.organisation.id],
  )
  const closed = { event: 'closed', because: 'The coach no longer shares this Zoom account.' }
  expect(events.slice(-2)).toEqual([closed, closed])
  const [session] = await rowsOf('select end_reason from sessions where id = $1', [coach.sessionId])
  expect(session).toEqual({ end_reason: 'left' })
  const changes = await rowsOf('select from result_changes where subject_id = $1', [
    coach.sessionId,
  ])
  expect(changes.length).toBeGreaterThan(0)
}

describe('an account that is no longer shared', () => {
  test('ends in the club: its sessions, results and findings, none as mended', async () => {
    const made = await somethingToMend()
    const { club, coach, clubId } = made
    await stopSharing(today(coach.me), { connectionId: coach.connectionId, clubId })
    await doDue(everything)
    await expectEnded(made)
    expect((await trailOf(clubId)).at(-1)).toBe('connection.end_share worker')
    const seen = await getCoach(today(club), { coachId: coach.coachId })
    expect(seen.status).toMatchObject({ state: 'share_ended', words: 'No longer shared' })
    expect(seen.accounts).toMatchObject([{ state: 'share_ended', results: [] }])
    const { status } = await getClub(today(body), { clubId })
    expect(status.words).toBe('1 coach not connected')
  })

  test('says nothing more by a check that was read before and is judged after', async () => {
    const made = await somethingToMend()
    const { coach, clubId } = made
    await connectAccount(coach.me, coach.zoomUserId)
    await doDue(['read-account'])
    await stopSharing(today(coach.me), { connectionId: coach.connectionId, clubId })
    await doDue(['end-share'])
    await doDue(['judge-club'])
    await expectEnded(made)
  })

  test('shared again before that is done waits for a check, which is asked for', async () => {
    const { club, coach, clubId } = await somethingToMend()
    const { connectionId, me } = coach
    await stopSharing(today(me), { connectionId, clubId })
    await shareConnection(today(me), { connectionId, clubId })
    await doDue(['end-share'])
    expect(await resultsOf(club, connectionId)).toEqual({})
    await doDue(everything)
    expect(await openOf(club)).toBe(2)
    expect((await getCoach(today(club), { coachId: coach.coachId })).status.state).toBe('to_mend')
  })

  test('in one club stays as it is in another', async () => {
    const { club, coach, clubId } = await somethingToMend()
    const other = await aClub(body)
    await aCoach(other, coach.me)
    await coach.check()
    expect(await openOf(other)).toBe(1)
    await stopSharing(today(coach.me), { connectionId: coach.connectionId, clubId })
    await doDue(everything)
    expect(await openOf(club)).toBe(0)
    expect(await openOf(other)).toBe(1)
    expect(await resultsOf(other, coach.connectionId)).toMatchObject({ Z03: 'not_met' })
  })
})

const sharedNow = async (me: Context) =>
  Object.fromEntries(
    (await listConnections(today(me), {})).map(({ connectionId, clubs }) => [
      connectionId,
      clubs.some(({ shared }) => shared),
    ]),
  )

describe('a coach who moves to another Zoom account', () => {
  test('by disconnecting and connecting anew leaves nothing of the old one open', async () => {
    const made = await somethingToMend()
    const { club, coach, clubId } = made
    const { me, connectionId } = coach
    await disconnectConnection(today(me), { connectionId })
    await doDue(everything)
    // Until there is another, the club is to see that the account is disconnected.
    expect(await openOf(club)).toBe(2)
    const newer = await connectAccount(me, zoomUser().id)
    await doDue(everything)
    await expectEnded(made)
    expect(await sharedNow(me)).toEqual({ [newer]: true, [connectionId]: false })
    const seen = await getCoach(today(club), { coachId: coach.coachId })
    expect(seen.status.state).toBe('up_to_date')
    expect(seen.accounts.map(({ state }) => state)).toEqual(['in_force', 'share_ended'])
    expect((await getClub(today(body), { clubId })).status.state).toBe('up_to_date')
  })

  test('by connecting the new one first and then disconnecting leaves nothing open, either', async () => {
    const made = await somethingToMend()
    const { me, connectionId } = made.coach
    const newer = await connectAccount(me, zoomUser().id)
    await doDue(everything)
    expect(await openOf(made.club)).toBe(2)
    await disconnectConnection(today(me), { connectionId })
    await doDue(everything)
    await expectEnded(made)
    expect(await sharedNow(me)).toEqual({ [newer]: true, [connectionId]: false })
  })

  test('and back shares the old one again, and what was open there is opened again', async () => {
    const { club, coach } = await somethingToMend()
    const { me, connectionId, zoomUserId } = coach
    await disconnectConnection(today(me), { connectionId })
    const newer = await connectAccount(me, zoomUser().id)
    await doDue(everything)
    expect(await connectAccount(me, zoomUserId)).toBe(connectionId)
    await doDue(everything)
    expect(await sharedNow(me)).toEqual({ [newer]: true, [connectionId]: true })
    expect(await findingsOf(club, connectionId)).toMatchObject([{ state: 'open', times_opened: 2 }])
  })

  test('keeps the old one shared with a club that does not see the new one', async () => {
    const { coach, clubId } = await somethingToMend()
    const { me, connectionId } = coach
    const newer = await connectAccount(me, zoomUser().id)
    await stopSharing(today(me), { connectionId: newer, clubId })
    await disconnectConnection(today(me), { connectionId })
    expect(await sharedNow(me)).toEqual({ [newer]: false, [connectionId]: true })
    await shareConnection(today(me), { connectionId: newer, clubId })
    expect(await sharedNow(me)).toEqual({ [newer]: true, [connectionId]: false })
  })

  test('leaves out again a club with which the old one was stopped by their own decision', async () => {
    const { coach, clubId } = await somethingToMend()
    const { me, connectionId, zoomUserId } = coach
    await stopSharing(today(me), { connectionId, clubId })
    await disconnectConnection(today(me), { connectionId })
    const newer = await connectAccount(me, zoomUser().id)
    await connectAccount(me, zoomUserId)
    expect(await sharedNow(me)).toEqual({ [newer]: true, [connectionId]: false })
  })
})
