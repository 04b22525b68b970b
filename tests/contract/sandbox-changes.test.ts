import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import type { NewMeeting } from '#lib/zoom-sandbox/meeting-body'
import { valueAt } from '#lib/zoom-sandbox/json-path'
import { allScopes, askApi, connect, openSandbox } from '../support/stand-in-zoom'

const { sandbox } = await openSandbox()
const { world } = sandbox
const writing = [...allScopes, 'user:update:settings', 'meeting:update:meeting']

let people = 0
async function somebody(scopes: readonly string[] = writing) {
  people += 1
  const user = world.addUser({ name: 'Jo Coach', email: `jo.${people}@example.org`, plan: 'pro' })
  const { access } = await connect(sandbox, user.id, scopes)
  const patch = async (path: string, body: JsonObject) => {
    const response = await fetch(`${sandbox.apiUrl}${path}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    const answer: Json = text === '' ? null : JSON.parse(text)
    return { status: response.status, answer }
  }
  const setting = async (path: string, option = '') => {
    const { body } = await askApi(sandbox, access, `/users/me/settings${option}`)
    return valueAt(body, path)
  }
  const meeting = (values: NewMeeting['values'], passcode = true) => {
    const asked = { topic: 'Class', startsAt: '2026-12-01T18:00:00Z', passcode }
    return world.addMeeting(user.id, values ? { ...asked, values } : asked).id
  }
  const ofMeeting = async (id: number, path: string) =>
    valueAt((await askApi(sandbox, access, `/meetings/${id}`)).body, path)
  return { user, patch, setting, meeting, ofMeeting }
}

const security = '?option=meeting_security'

test('a change of settings is taken with 204 and nothing else, and is there when read', async () => {
  const { patch, setting } = await somebody()
  const body = { in_meeting: { private_chat: false, allow_participants_chat_with: 2 } }
  expect(await patch('/users/me/settings', body)).toEqual({ status: 204, answer: null })
  expect(await setting('in_meeting.private_chat')).toBe(false)
  expect(await setting('in_meeting.allow_participants_chat_with')).toBe(2)
})

test('security settings are taken with their own option only', async () => {
  const { patch, setting } = await somebody()
  const body = { meeting_security: { phone_password: false } }
  expect(await patch('/users/me/settings', body)).toMatchObject({ status: 400 })
  expect(await patch(`/users/me/settings${security}`, body)).toMatchObject({ status: 204 })
  expect(await setting('meeting_security.phone_password', security)).toBe(false)
})

test('a locked setting is taken and not changed; what stands beside it is', async () => {
  const { user, patch, setting, meeting, ofMeeting } = await somebody()
  const id = meeting({ 'settings.waiting_room': false, 'settings.mute_upon_entry': false })
  world.lockSettings(user.id, ['in_meeting.private_chat', 'meeting_security.waiting_room'])
  const body = { in_meeting: { private_chat: false, annotation: false } }
  expect(await patch('/users/me/settings', body)).toMatchObject({ status: 204 })
  expect(await setting('in_meeting.private_chat')).toBe(true)
  expect(await setting('in_meeting.annotation')).toBe(false)
  const both = { settings: { waiting_room: true, mute_upon_entry: true } }
  expect(await patch(`/meetings/${id}`, both)).toMatchObject({ status: 204 })
  expect(await ofMeeting(id, 'settings.waiting_room')).toBe(false)
  expect(await ofMeeting(id, 'settings.mute_upon_entry')).toBe(true)
})

test('passcode, waiting room and signing in are never all off: one is forced on', async () => {
  const { user, patch, setting, meeting, ofMeeting } = await somebody()
  const open = meeting({ 'settings.waiting_room': true }, false)
  const off = { settings: { waiting_room: false } }
  expect(await patch(`/meetings/${open}`, off)).toMatchObject({ status: 204 })
  expect(await ofMeeting(open, 'settings.waiting_room')).toBe(true)
  const guarded = meeting({ 'settings.waiting_room': true })
  await patch(`/meetings/${guarded}`, off)
  expect(await ofMeeting(guarded, 'settings.waiting_room')).toBe(false)

  world.setUserSetting(user.id, 'meeting_security.meeting_password', false)
  await patch(`/users/me/settings${security}`, { meeting_security: { waiting_room: false } })
  expect(await setting('meeting_security.waiting_room', security)).toBe(true)
})

describe('a change of one time of a series', () => {
  const startsAt = '2026-12-01T18:00:00Z'
  const [first, second] = [0, 7].map((days) => Date.parse(startsAt) + days * 86_400_000)

  async function aSeries(passcode = true) {
    const { user, patch, ofMeeting } = await somebody()
    const { id } = world.addMeeting(user.id, { topic: 'Class', startsAt, weeks: 3, passcode })
    const change = (time: number | undefined, settings: JsonObject) =>
      patch(`/meetings/${id}?occurrence_id=${time}`, { settings })
    const settings = async (time?: number) => {
      const query = time === undefined ? '' : `?occurrence_id=${time}`
      const access = (await connect(sandbox, user.id, writing)).access
      return valueAt((await askApi(sandbox, access, `/meetings/${id}${query}`)).body, 'settings')
    }
    return { user, change, settings, ofMeeting, id }
  }

  test('is of that time alone', async () => {
    const { change, settings } = await aSeries()
    expect(await change(second, { waiting_room: false })).toEqual({ status: 204, answer: null })
    expect(await settings(second)).toMatchObject({ waiting_room: false })
    expect(await settings(first)).toMatchObject({ waiting_room: true })
    expect(await settings()).toMatchObject({ waiting_room: true })
  })

  test('is taken and not made for what Zoom sets for all of it only, and what is locked', async () => {
    const { user, change, settings } = await aSeries()
    world.lockSettings(user.id, ['schedule_meeting.join_before_host'])
    const asked = { meeting_authentication: true, join_before_host: true, mute_upon_entry: false }
    expect(await change(first, asked)).toMatchObject({ status: 204 })
    expect(await settings(first)).toMatchObject({
      ...{ meeting_authentication: false, join_before_host: false, mute_upon_entry: false },
    })
  })

  test('leaves no time without any guard', async () => {
    const { change, settings } = await aSeries(false)
    expect(await change(first, { waiting_room: false })).toMatchObject({ status: 204 })
    expect(await settings(first)).toMatchObject({ waiting_room: true })
  })

  test('of a time that it does not have, or was cancelled, is not found', async () => {
    const { user, change, id } = await aSeries()
    world.setMeeting(user.id, id, { [`occurrences.${second}.status`]: 'deleted' })
    for (const time of [1, second]) {
      expect(await change(time, { waiting_room: false })).toMatchObject({
        status: 404,
        answer: { code: 3001 },
      })
    }
  })
})

test('what Zoom would not take is refused in its words', async () => {
  const { patch, meeting } = await somebody()
  const id = meeting(undefined)
  const refused: [string, JsonObject, number][] = [
    ['/users/me/settings', { in_meeting: { no_such_key: true } }, 400],
    ['/users/me/settings', { in_meeting: { private_chat: 'yes' } }, 400],
    [`/meetings/${id}`, { settings: { waiting_room: 1 } }, 400],
    [`/meetings/${id}`, { password: 'chosen-by-an-app' }, 400],
    ['/meetings/99999999999', { settings: { waiting_room: true } }, 404],
  ]
  for (const [path, body, status] of refused) {
    expect(await patch(path, body), path).toMatchObject({ status })
  }
})

test('without the scope, nothing is changed, and reading allows no writing', async () => {
  const { patch, meeting } = await somebody(allScopes)
  const id = meeting(undefined)
  for (const path of ['/users/me/settings', `/meetings/${id}`]) {
    expect(await patch(path, {})).toMatchObject({ status: 400, answer: { code: 4711 } })
  }
})

test('another person’s meeting is not there', async () => {
  const [mine, theirs] = [await somebody(), await somebody()]
  const id = theirs.meeting({ 'settings.waiting_room': false })
  const on = { settings: { waiting_room: true } }
  expect(await mine.patch(`/meetings/${id}`, on)).toMatchObject({ status: 404 })
  expect(await theirs.ofMeeting(id, 'settings.waiting_room')).toBe(false)
})

test('changes are counted apart from reading', async () => {
  const { patch } = await somebody()
  world.resetRequests()
  await patch('/users/me/settings', {})
  expect(JSON.stringify(world.requests())).toContain('PATCH /users/{}/settings')
})
