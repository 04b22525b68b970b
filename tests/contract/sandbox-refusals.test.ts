import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '#lib/core/canonical-json'
import { askApi, connect, openSandbox } from '../support/stand-in-zoom'

const { sandbox } = await openSandbox()
const { world } = sandbox

const person = () => world.addUser({ name: 'Jo Marsh', email: `${randomUUID()}@coach.example` })

async function connected() {
  const user = person()
  const { access } = await connect(sandbox, user.id)
  return { user, ask: (path: string) => askApi(sandbox, access, path) }
}

describe('what is refused', () => {
  test.each([
    ['user:read:user', '/users/me'],
    ['user:read:settings', '/users/me/settings'],
    ['user:read:settings', '/users/me/settings?option=meeting_security'],
    ['meeting:read:list_meetings', '/users/me/meetings'],
    ['meeting:read:meeting', '/meetings/123'],
  ])('without %s: %s', async (scope, path) => {
    const { access } = await connect(sandbox, person().id, ['some:other:scope'])
    expect(await askApi(sandbox, access, path)).toMatchObject({
      status: 400,
      body: {
        code: 4711,
        message: `Invalid access token, does not contain scopes:[${scope}].`,
      },
    })
  })

  test('what the person’s consent leaves out, though every box is ticked', async () => {
    const user = person()
    world.setScopes(user.id, ['user:read:user'])
    const { access, body } = await connect(sandbox, user.id)
    expect(body['scope']).toBe('user:read:user')
    expect((await askApi(sandbox, access, '/users/me')).status).toBe(200)
    expect((await askApi(sandbox, access, '/users/me/settings')).body['code']).toBe(4711)
  })

  test('another person, by id or address', async () => {
    const { user, ask } = await connected()
    const other = person()
    for (const own of ['me', user.id, encodeURIComponent(user.email)]) {
      expect((await ask(`/users/${own}`)).body['id']).toBe(user.id)
    }
    for (const path of [`/users/${other.id}`, `/users/${other.email}/settings`]) {
      expect(await ask(path)).toMatchObject({ status: 400, body: { code: 4711 } })
    }
  })

  test('no token, another method, a path or option that Zoom does not have', async () => {
    const { ask } = await connected()
    const bare = await fetch(`${sandbox.apiUrl}/users/me`)
    expect(bare.status).toBe(401)
    expect(await bare.json()).toMatchObject({ code: 124 })
    expect((await fetch(`${sandbox.apiUrl}/users/me`, { method: 'DELETE' })).status).toBe(404)
    expect((await ask('/rooms')).status).toBe(404)
    expect(await ask('/users/me/settings?option=all')).toMatchObject({
      status: 400,
      body: { code: 300 },
    })
  })

  test('settings and meetings that Zoom could not have', () => {
    const user = person()
    const { id } = world.addMeeting(user.id, { topic: 'Squad', startsAt: null })
    const refused: [string, () => unknown][] = [
      ['unknown', () => world.setUserSetting(user.id, 'in_meeting.safe', true)],
      ['account', () => world.setUserSetting(user.id, 'schedule_meeting.participant_video', true)],
      ['type', () => world.setUserSetting(user.id, 'in_meeting.chat', 'yes')],
      ['group', () => world.setUserSetting(user.id, 'in_meeting', {})],
      ['meeting', () => world.setMeeting(user.id, id, { 'settings.safe': true })],
      ['meeting type', () => world.setMeeting(user.id, id, { 'settings.waiting_room': 1 })],
      ['same address', () => world.addUser({ name: 'Jo', email: user.email })],
      ['nobody', () => world.user('nobody')],
    ]
    for (const [what, change] of refused) expect(change, what).toThrow()
  })
})

describe('failures', () => {
  test('are given as often as was said, to whom and for what was said', async () => {
    const [one, other] = [await connected(), await connected()]
    world.failWith({ path: '^/v2/users/me/settings', userId: one.user.id, times: 2 })
    expect((await other.ask('/users/me/settings')).status).toBe(200)
    expect((await one.ask('/users/me')).status).toBe(200)
    const answers = [1, 2, 3].map(async () => (await one.ask('/users/me/settings')).status)
    expect((await Promise.all(answers)).toSorted((a, b) => a - b)).toEqual([200, 500, 500])
  })

  test('carry their own status, headers and body, or break off', async () => {
    const { ask } = await connected()
    const body: JsonObject = { code: 429, message: 'You have reached the maximum' }
    const headers = { 'retry-after': '2026-11-26T00:00:00Z' }
    world.failWith({ path: '/users/me$', status: 429, body, headers })
    const limited = await ask('/users/me')
    expect(limited).toMatchObject({ status: 429, body })
    expect(limited.headers.get('retry-after')).toBe(headers['retry-after'])
    world.failWith({ path: '/users/me$', drop: true })
    await expect(ask('/users/me')).rejects.toThrow('fetch failed')
    world.failWith({ path: 'option=meeting_security', body: '<html>Bad gateway</html>' })
    await expect(ask('/users/me/settings?option=meeting_security')).rejects.toThrow('JSON')
    world.failWith({ path: '.', times: null })
    world.clearFailures()
    expect((await ask('/users/me')).status).toBe(200)
  })

  test('reach the token endpoint', async () => {
    const user = person()
    world.failWith({ path: '^/oauth/token$', status: 503 })
    await expect(connect(sandbox, user.id)).rejects.toThrow('No tokens')
  })
})

test('requests are counted by path, by Zoom’s class and by status', async () => {
  const { user, ask } = await connected()
  const { id } = world.addMeeting(user.id, { topic: 'Squad', startsAt: null })
  world.resetRequests()
  const first = await ask('/users/me')
  for (const path of [
    '/users/me/settings',
    '/users/me/meetings',
    `/meetings/${id}`,
    '/meetings/1',
  ]) {
    await ask(path)
  }
  expect(first.headers.get('x-ratelimit-category')).toBe('Light')
  expect(world.requests()).toEqual({
    total: 5,
    paths: {
      'GET /users/{}': 1,
      'GET /users/{}/settings': 1,
      'GET /users/{}/meetings': 1,
      'GET /meetings/{}': 2,
    },
    labels: { Light: 3, Medium: 2 },
    statuses: { 200: 4, 404: 1 },
  })
})
