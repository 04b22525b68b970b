import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { findDue } from '#lib/jobs/find-due'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { startWorker } from '#lib/jobs/worker'
import type { SandboxUser } from '#lib/zoom-sandbox/state'
import { handle } from '../../workers/handlers'
import {
  audit,
  connectAccount,
  day_ms,
  doDue,
  sortByTopic,
  today,
  zoomUser,
} from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { statesOf } from '../support/two-findings'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)
afterEach(() => world.clearFailures())

/** A coach whose account was read, with two sessions of a club that are safe. */
async function twoSessions() {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser()
  const startsAt = new Date(Date.now() + 3 * day_ms).toISOString()
  const numbers = ['Under 10s', 'Under 12s'].map(
    (topic) => world.addMeeting(user.id, { topic, startsAt, duration_minutes: 45 }).id,
  )
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  const ids = await sortByTopic(me, connectionId, {
    'Under 10s': [club.organisation.id],
    'Under 12s': [club.organisation.id],
  })
  const [first = 0, second = 0] = numbers
  const [firstId = '', secondId = ''] = [ids['Under 10s'], ids['Under 12s']]
  return { club, me, user, connectionId, first, second, firstId, secondId }
}

const settingsEvent = (user: SandboxUser) =>
  anEvent('user.settings_updated', { accountId: user.accountId, object: { id: user.id } })

const meetingEvent = (user: SandboxUser, id: number, event = 'meeting.updated') =>
  anEvent(event, { accountId: user.accountId, object: { id, host_id: user.id } })

type Read = { state: string; only: string[] | null; again: boolean; next: string[] | null }

const auditsOf = (connectionId: string) =>
  rowsOf<Read>(
    `select state, only_meetings as only, read_again as again, again_meetings as next from audits
     where connection_id = $1 order by queued_at, id`,
    [connectionId],
  )
const newestOf = async (connectionId: string) => (await auditsOf(connectionId)).at(-1)

/** When each subject's results were last read, and the account as a whole. */
async function readTimes(club: Context, connectionId: string) {
  const rows = await rowsOf<{ subject_id: string; at: Date }>(
    `select subject_id, min(checked_at) as at from results_current where organisation_id = $1
     group by subject_id`,
    [club.organisation.id],
  )
  const [account] = await rowsOf<{ asked: Date; complete: Date }>(
    `select last_asked_at as asked, last_complete_at as complete from coach_connections
     where organisation_id = $1 and id = $2`,
    [club.organisation.id, connectionId],
  )
  return { ...account, ...Object.fromEntries(rows.map(({ subject_id, at }) => [subject_id, at])) }
}

describe('an event about one session', () => {
  test('has that one read, with the settings, and moves no other read time', async () => {
    const { club, user, connectionId, first, firstId } = await twoSessions()
    const before = await readTimes(club, connectionId)
    world.setMeeting(user.id, first, { 'settings.waiting_room': false })
    world.resetRequests()
    await deliver(meetingEvent(user, first))
    await doDue(eventKinds)
    expect(world.requests().paths).toEqual({
      'GET /users/{}/settings': 2,
      'GET /meetings/{}': 1,
    })
    expect(await newestOf(connectionId)).toMatchObject({ state: 'finished', only: [firstId] })
    expect(await statesOf(club, firstId)).toEqual(['Z02 open'])
    const after: Record<string, Date> = await readTimes(club, connectionId)
    const moved = Object.keys(after).filter(
      (key) => after[key]?.getTime() !== new Map(Object.entries(before)).get(key)?.getTime(),
    )
    expect(moved.toSorted()).toEqual([connectionId, firstId].toSorted())
  })

  test('closes what it read, and nothing of a session that it did not read', async () => {
    const { club, me, user, connectionId, first, second, firstId, secondId } = await twoSessions()
    for (const each of [first, second]) {
      world.setMeeting(user.id, each, { 'settings.waiting_room': false })
    }
    await audit(me, connectionId)
    for (const each of [first, second]) {
      world.setMeeting(user.id, each, { 'settings.waiting_room': true })
    }
    await deliver(meetingEvent(user, first))
    await doDue(eventKinds)
    expect(await statesOf(club, firstId, secondId)).toEqual(['Z02 closed mended', 'Z02 open'])
    await audit(me, connectionId)
    expect(await statesOf(club, secondId)).toEqual(['Z02 closed mended'])
  })

  test('closes nothing of it either, where the settings could not be read', async () => {
    const { club, me, user, connectionId, first, firstId } = await twoSessions()
    world.setMeeting(user.id, first, { 'settings.join_before_host': true })
    await audit(me, connectionId)
    world.setMeeting(user.id, first, { 'settings.join_before_host': false })
    const path = '^/v2/users/me/settings\\?option=meeting_security'
    world.failWith({ path, userId: user.id, status: 200, body: {}, times: null })
    await deliver(meetingEvent(user, first))
    await doDue(eventKinds)
    expect(await newestOf(connectionId)).toMatchObject({ state: 'finished', only: [firstId] })
    expect(await statesOf(club, firstId)).toEqual(['Z04 open'])
  })

  test('is followed by a reading of the whole account where the session is not there', async () => {
    const { user, connectionId, first, firstId } = await twoSessions()
    world.removeMeeting(user.id, first)
    await deliver(meetingEvent(user, first))
    await doDue(eventKinds)
    expect((await auditsOf(connectionId)).slice(-2).map(({ only }) => only)).toEqual([
      [firstId],
      null,
    ])
  })

  test('that is nobody’s session has the whole account read', async () => {
    const { user, connectionId } = await twoSessions()
    const { id } = world.addMeeting(user.id, { topic: 'New', startsAt: null, duration_minutes: 45 })
    await deliver(meetingEvent(user, id))
    await doDue(eventKinds)
    expect(await newestOf(connectionId)).toMatchObject({ only: null })
  })

  test('has the whole account read where that was not read of late', async () => {
    const { user, connectionId, first } = await twoSessions()
    await rowsOf(`update audits set queued_at = now() - interval '2 days'`, [])
    await deliver(meetingEvent(user, first))
    await doDue(eventKinds)
    expect(await newestOf(connectionId)).toMatchObject({ only: null })
  })
})

describe('an event about the settings', () => {
  test('opens no session that does not follow what changed, and each that does', async () => {
    const { user, connectionId } = await twoSessions()
    world.resetRequests()
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'all')
    await deliver(settingsEvent(user))
    await doDue(eventKinds)
    expect(world.requests().paths).toEqual({ 'GET /users/{}/settings': 2 })
    world.resetRequests()
    world.setUserSetting(user.id, 'in_meeting.co_host', false)
    await deliver(settingsEvent(user))
    await doDue(eventKinds)
    expect(world.requests().paths).toEqual({ 'GET /users/{}/settings': 2, 'GET /meetings/{}': 2 })
    expect(await newestOf(connectionId)).toMatchObject({ only: [] })
  })
})

describe('what is under way, and about a part', () => {
  test('is about everything that was told of while it waits, and the whole where somebody asks', async () => {
    const { club, user, connectionId, first, second, firstId, secondId } = await twoSessions()
    const told = async (event: object) => {
      await deliver(event)
      await doDue(['work-events'])
      return (await newestOf(connectionId))?.only?.toSorted()
    }
    expect(await told(settingsEvent(user))).toEqual([])
    expect(await told(meetingEvent(user, first))).toEqual([firstId])
    expect(await told(meetingEvent(user, second))).toEqual([firstId, secondId].toSorted())
    await startAudit(today(club), { connectionId })
    expect(await newestOf(connectionId)).toMatchObject({ state: 'queued', only: null })
    await told(meetingEvent(user, first))
    expect(await newestOf(connectionId)).toMatchObject({ only: null })
  })

  test.each(['the holder', 'a club'])('is followed by the whole where %s asks', async (who) => {
    const { club, me, user, connectionId, first, firstId } = await twoSessions()
    await deliver(meetingEvent(user, first))
    await doDue(['work-events'])
    await rowsOf(
      `update audits set state = 'running' where connection_id = $1 and state = 'queued'`,
      [connectionId],
    )
    await startAudit(today(who === 'a club' ? club : me), { connectionId })
    expect(await newestOf(connectionId)).toEqual({
      ...{ state: 'running', only: [firstId] },
      ...{ again: true, next: null },
    })
    await doDue()
    const last = (await auditsOf(connectionId)).slice(-2)
    expect(last).toMatchObject([{ only: [firstId] }, { state: 'finished', only: null }])
  })

  test('is followed by one about what was told of meanwhile', async () => {
    const { user, connectionId, first, second, firstId, secondId } = await twoSessions()
    await deliver(meetingEvent(user, first))
    await doDue(['work-events'])
    await rowsOf(
      `update audits set state = 'running' where connection_id = $1 and state = 'queued'`,
      [connectionId],
    )
    for (const event of [meetingEvent(user, second), settingsEvent(user)]) {
      await deliver(event)
      await doDue(['work-events'])
    }
    await doDue()
    const last = (await auditsOf(connectionId)).slice(-2)
    expect(last.map(({ only }) => only)).toEqual([[firstId], [secondId]])
  })

  test('is judged in the order in which it was read, whichever is looked at first', async () => {
    const { club, user, connectionId, first, second, firstId, secondId } = await twoSessions()
    for (const each of [first, second]) {
      world.setMeeting(user.id, each, { 'settings.waiting_room': false })
      await deliver(meetingEvent(user, each))
      await doDue(['work-events', 'read-account'])
    }
    const due = (await findDue(new Date(), 1000)).filter(({ kind }) => kind === 'judge-club')
    expect(due).toHaveLength(2)
    const [newest] = await rowsOf<{ id: string }>(
      'select id from audits where connection_id = $1 order by queued_at desc limit 1',
      [connectionId],
    )
    for (const hint of due.filter(({ subjectId }) => subjectId === newest?.id)) {
      await handle(hint.kind, hint)
    }
    expect(await statesOf(club, firstId, secondId)).toEqual(['Z02 open', 'Z02 open'])
    await doDue()
    expect(await statesOf(club, firstId, secondId)).toEqual(['Z02 open', 'Z02 open'])
  })
})

describe('what happens by the clock', () => {
  test('comes after an event, however long it was due, and however it is found', async () => {
    const [one, other] = [await twoSessions(), await twoSessions()]
    await rowsOf(
      `update system.due set at = now() - interval '1 minute'
       where kind = 'audit-schedule' and subject_id = $1`,
      [one.connectionId],
    )
    await doDue(['audit-schedule'])
    await deliver(meetingEvent(other.user, other.first))
    await doDue(['work-events'])
    const due = (await findDue(new Date(), 1000)).filter(({ kind }) => kind === 'read-account')
    expect(due.map(({ organisationId, byClock }) => [organisationId, byClock])).toEqual([
      [other.me.organisation.id, undefined],
      [one.me.organisation.id, true],
    ])
    // As the hints were given: the scheduled one first.
    const ids = due.map(({ subjectId }) => subjectId)
    const taken: string[] = []
    const worker = startWorker(async (_kind, { subjectId }) => {
      if (ids.includes(subjectId)) taken.push(subjectId)
    })
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(2)
    await worker.close()
    expect(taken).toEqual(ids)
  })
})
