import { beforeEach, describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { apps, connectAs, openClubSandbox, patchApi } from '../support/apps-in-zoom'
import { leavesOf } from '../support/json-leaves'
import { hasShared, sharedText } from '../support/shared'
import { askApi } from '../support/stand-in-zoom'
import { listen } from '../support/webhook-ear'

const secrets = { '/user': 'secret of the user’s', '/admin': 'secret of the administrator’s' }
const { ear, url } = await listen(secrets)
const { sandbox, world, club, people, clock } = await openClubSandbox({
  webhooks: {
    user: { url: `${url}/user`, secret: secrets['/user'], minute_ms: 1, validate_minutes: 0 },
    admin: { url: `${url}/admin`, secret: secrets['/admin'], minute_ms: 1, validate_minutes: 0 },
  },
})
const [group] = club.groups

beforeEach(async () => {
  world.webhooks.release()
  await world.webhooks.settled()
  for (const user of world.users()) world.removeApp(user.id)
  ear.heard = []
  ear.answers = []
})

const told = async () => {
  await world.webhooks.settled()
  return ear.heard
}

const events = async () => (await told()).map(({ to, event }) => `${to} ${event}`).toSorted()

const changeEverything = () => {
  world.setUserSetting(people.nell.id, 'in_meeting.chat', true)
  world.setUserSetting(people.casey.id, 'in_meeting.chat', true)
  world.setAccountSettings(club.id, { 'recording.auto_recording': 'local' })
  world.setGroupSettings(club.id, group?.id ?? '', { 'in_meeting.feedback': true })
}

describe('an app is told', () => {
  test('each person’s own, of that person and of nothing that is the account’s', async () => {
    await connectAs(sandbox, 'user', people.nell.id)
    // Not even the owner’s own consent is for the account.
    await connectAs(sandbox, 'user', people.owner.id)
    changeEverything()
    expect(await events()).toEqual(['/user user.settings_updated'])
    expect(ear.heard[0]?.payload).toMatchObject({ object: { id: people.nell.id } })
  })

  test('an administrator’s, of everybody and the account', async () => {
    await connectAs(sandbox, 'admin', people.owner.id)
    changeEverything()
    expect(await events()).toEqual([
      '/admin account.settings_updated',
      '/admin group.settings_updated',
      '/admin user.settings_updated',
      '/admin user.settings_updated',
    ])
  })

  test('both, each by its own secret and client id, where both are allowed', async () => {
    await connectAs(sandbox, 'user', people.nell.id)
    await connectAs(sandbox, 'admin', people.owner.id)
    const { id } = world.addMeeting(people.nell.id, { topic: 'Class', startsAt: null })
    world.sendEvent(people.nell.id, { event: 'meeting.started', meetingId: id })
    expect(await events()).toEqual([
      ...['/admin meeting.created', '/admin meeting.started'],
      ...['/user meeting.created', '/user meeting.started'],
    ])
    for (const each of ear.heard) {
      const app = each.to === '/user' ? 'user' : 'admin'
      expect(each.clientId).toBe(apps[app].id)
      expect(each.isSignedWith(secrets[`/${app}`])).toBe(true)
      expect(each.isSignedWith(secrets[app === 'user' ? '/admin' : '/user'])).toBe(false)
      expect(each.timestamp).toBe(Math.floor(clock.now.getTime() / 1000))
    }
    world.removeMeeting(people.nell.id, id)
  })

  test('nothing of another account, nor after it was removed', async () => {
    await connectAs(sandbox, 'admin', people.owner.id)
    const other = world.addUser({ name: 'Jo', email: 'jo@coach.example', plan: 'business' })
    world.setUserSetting(other.id, 'in_meeting.chat', false)
    world.setAccountSettings(other.accountId, { 'in_meeting.chat': false })
    world.removeApp(people.owner.id, 'admin')
    changeEverything()
    expect(await events()).toEqual([])
  })

  test('that a person was switched off, whose consent has ended', async () => {
    const { access } = await connectAs(sandbox, 'user', people.casey.id)
    await connectAs(sandbox, 'admin', people.owner.id)
    world.setUserStatus(people.casey.id, 'inactive')
    world.setUserStatus(people.casey.id, 'inactive')
    expect(await events()).toEqual(['/admin user.deactivated', '/user user.deactivated'])
    expect((await askApi(sandbox, access, '/users/me')).status).toBe(401)
    expect(world.allowing(club.id, 'admin')).toHaveLength(1)
    world.setUserStatus(people.casey.id, 'active')
  })

  test('of its removal alone, where one is named', async () => {
    await connectAs(sandbox, 'user', people.owner.id)
    await connectAs(sandbox, 'admin', people.owner.id)
    world.sendEvent(people.owner.id, { event: 'app_deauthorized', app: 'admin' })
    expect(await events()).toEqual(['/admin app_deauthorized'])
    expect(ear.heard[0]?.payload).toMatchObject({ client_id: apps.admin.id })
  })
})

describe('what is said', () => {
  beforeEach(async () => {
    await connectAs(sandbox, 'admin', people.owner.id)
  })

  test('is what changed, what it was, and who did it: the account', async () => {
    world.setAccountSettings(club.id, { 'meeting_security.waiting_room_options.admit_type': 2 })
    world.setAccountSettings(club.id, { 'meeting_security.waiting_room_options.admit_type': 1 })
    const [, last] = await told()
    expect(last?.payload).toMatchObject({
      account_id: club.id,
      operator: 'ines@example.org',
      operator_id: people.owner.id,
      object: { id: club.id, settings: admitType(1) },
      old_object: { id: club.id, settings: admitType(2) },
    })
  })

  const admitType = (type: number) => ({
    meeting_security: { waiting_room_options: { admit_type: type } },
  })

  test('a lock that was set and one that was taken off, of account and group', async () => {
    const before = [...club.locked]
    world.setAccountLocks(club.id, ['meeting_security.waiting_room', 'in_meeting.chat'])
    world.setAccountLocks(club.id, ['meeting_security.waiting_room', 'in_meeting.chat'])
    world.setGroupLocks(club.id, group?.id ?? '', [])
    const [account, ofGroup, ...more] = (await told()).toSorted((a, b) =>
      a.event.localeCompare(b.event),
    )
    expect(more).toEqual([])
    expect(account).toMatchObject({
      event: 'account.lock_settings_updated',
      payload: {
        object: { settings: { in_meeting: { chat: true, screen_sharing: false } } },
        old_object: { settings: { in_meeting: { chat: false, screen_sharing: true } } },
      },
    })
    expect(ofGroup).toMatchObject({
      event: 'group.lock_settings_updated',
      payload: { object: { id: group?.id, settings: { in_meeting: { file_transfer: false } } } },
    })
    world.setAccountLocks(club.id, before)
  })

  test('of a meeting, what changed and what it was, and not whose it is', async () => {
    const { id } = world.addMeeting(people.casey.id, { topic: 'Class', startsAt: null })
    world.setMeeting(people.casey.id, id, { topic: 'Squad', 'settings.waiting_room': false })
    world.removeMeeting(people.casey.id, id)
    const [planned, changed, deleted] = (await told()).toSorted((a, b) =>
      order(a.event).localeCompare(order(b.event)),
    )
    expect(planned?.payload).toMatchObject({
      operation: 'single',
      object: { id, host_id: people.casey.id, password: expect.any(String) },
    })
    expect(changed?.payload).toMatchObject({ operator_id: people.casey.id, scope: 'single' })
    expect(changed?.payload['object']).toEqual({
      ...{ id, topic: 'Squad' },
      settings: { waiting_room: false },
    })
    expect(changed?.payload['old_object']).toEqual({
      ...{ id, topic: 'Class' },
      settings: { waiting_room: true },
    })
    expect(deleted?.payload).toMatchObject({ object: { id, host_id: people.casey.id } })
  })

  test('of one time of a series is of that alone, and of all of it where all of it changed', async () => {
    const startsAt = new Date(Date.parse('2031-03-04T18:00:00Z'))
    const asked = { topic: 'Class', startsAt: startsAt.toISOString(), weeks: 3 }
    const { id } = world.addMeeting(people.casey.id, asked)
    const time = String(startsAt.getTime())
    world.setMeeting(people.casey.id, id, {
      [`occurrences.${time}.settings.waiting_room`]: false,
    })
    world.setMeeting(people.casey.id, id, { topic: 'Squad' })
    const [one, all] = (await told())
      .filter(({ event }) => event === 'meeting.updated')
      .map(({ payload }) => payload)
      .toSorted((a, b) =>
        String(b['scope'] === 'single').localeCompare(String(a['scope'] === 'single')),
      )
    expect(one).toMatchObject({ scope: 'single' })
    expect(one?.['object']).toEqual({
      ...{ id, occurrences: [{ occurrence_id: time }] },
      settings: { waiting_room: false },
    })
    expect(all).toMatchObject({ scope: 'all', object: { id, topic: 'Squad' } })
    world.removeMeeting(people.casey.id, id)
  })

  const order = (event: string) =>
    `${['meeting.created', 'meeting.updated', 'meeting.deleted'].indexOf(event)}`

  test('who did it, where an app did it with somebody else’s consent', async () => {
    const { access } = await connectAs(sandbox, 'admin', people.owner.id)
    const body = { in_meeting: { feedback: true } }
    await patchApi(sandbox, access, `/users/${people.casey.id}/settings`, body)
    const [only] = await told()
    expect(only?.payload).toMatchObject({
      operator_id: people.owner.id,
      object: { id: people.casey.id, settings: { in_meeting: { feedback: true } } },
      old_object: { settings: { in_meeting: { feedback: false } } },
    })
  })

  test
    .skipIf(!hasShared)
    .each([
      'account.settings_updated',
      'group.settings_updated',
      'group.lock_settings_updated',
      'user.settings_updated',
      'meeting.updated',
      'meeting.started',
      'meeting.risk_alert',
    ])('%s has the keys of the official example', async (event) => {
    const example: JsonObject = JSON.parse(
      sharedText(`zoom/fixtures/spec-examples-zoomnet/webhooks/${event}.json`),
    )
    changeEverything()
    world.setGroupLocks(club.id, group?.id ?? '', ['in_meeting.chat'])
    world.setGroupLocks(club.id, group?.id ?? '', ['in_meeting.file_transfer'])
    const { id } = world.addMeeting(people.nell.id, { topic: 'Class', startsAt: null })
    world.setMeeting(people.nell.id, id, { topic: 'Squad', 'settings.audio': 'voip' })
    for (const happens of ['meeting.started', 'meeting.risk_alert']) {
      world.sendEvent(people.nell.id, { event: happens, meetingId: id })
    }
    world.removeMeeting(people.nell.id, id)
    const heard = (await told()).find((each) => each.event === event)
    const said: Json = JSON.parse(heard?.body ?? '{}')
    expect(shapeOf(said)).toEqual(shapeOf(example))
  })
})

/** A meeting's id is text in some of Zoom's events and a number in others; a list may be empty. */
const typed = (path: string, leaf: Json) =>
  path === 'payload.object.id' || path.includes('recommended_')
    ? path.replace('[]', '')
    : `${path}: ${typeof leaf}`

/** Every key with its type, but for which setting it is about. */
const shapeOf = (value: Json) =>
  [
    ...new Set(
      leavesOf(value).map(({ path, value: leaf }) =>
        path.replace(/(settings)\..*/, '$1') === path ? typed(path, leaf) : 'a setting',
      ),
    ),
  ].toSorted()
