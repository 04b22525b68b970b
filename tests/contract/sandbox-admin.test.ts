import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { adminScopes } from '#lib/zoom-sandbox/apps'
import { valueAt } from '#lib/zoom-sandbox/json-path'
import type { Plan } from '#lib/zoom-sandbox/state'
import {
  accessOf,
  askAsServer,
  connectAs,
  openClubSandbox,
  patchApi,
} from '../support/apps-in-zoom'
import { hasShared, sharedText } from '../support/shared'
import { askApi, type Answered } from '../support/stand-in-zoom'

const { sandbox, world, wait, club, people } = await openClubSandbox()

let admin = ''
beforeAll(async () => {
  admin = (await connectAs(sandbox, 'admin', people.owner.id)).access
})

const ask = (path: string, token = admin) => askApi(sandbox, token, path)

const rowsIn = ({ body }: Answered, key: string): JsonObject[] => {
  const rows = body[key]
  return Array.isArray(rows) ? rows.filter(isJsonObject) : []
}

const emailsIn = (answer: Answered) => rowsIn(answer, 'users').map(({ email }) => email)

/** A whole account of this plan, and its owner's consent to the administrator's app. */
async function accountOf(plan: Plan) {
  const owner = world.addUser({ name: 'Jo Marsh', email: `${randomUUID()}@club.example`, plan })
  const { access } = await connectAs(sandbox, 'admin', owner.id)
  return { owner, ask: (path: string) => ask(path, access) }
}

describe('the people of an account', () => {
  test('are listed as active, inactive, or invited without an id', async () => {
    expect(emailsIn(await ask('/users'))).toEqual([
      ...['ines@example.org', 'Nell@Example.org', 'theo.blake@hartley-gymnastics.example'],
      'casey@hartley-gymnastics.example',
    ])
    expect(emailsIn(await ask('/users?status=inactive'))).toEqual([people.gone.email])
    const [pending] = rowsIn(await ask('/users?status=pending'), 'users')
    expect(pending).toMatchObject({ status: 'pending', created_at: expect.any(String) })
    expect(pending).not.toHaveProperty('id')
    expect((await ask('/users?status=gone')).body['code']).toBe(300)
  })

  test('come in pages, with a token that is taken for fifteen minutes', async () => {
    const first = await ask('/users?page_size=3')
    expect(first.body).toMatchObject({ page_count: 2, page_size: 3, total_records: 4 })
    const { next_page_token: token } = first.body
    if (typeof token !== 'string') throw new TypeError('There is no page token.')
    const next = `/users?page_size=3&next_page_token=${token}`
    const second = await ask(next)
    expect(second.body['next_page_token']).toBe('')
    expect([...emailsIn(first), ...emailsIn(second)]).toEqual(emailsIn(await ask('/users')))
    expect((await ask(`${next}&status=inactive`)).body['code']).toBe(300)
    wait(16)
    expect((await ask(next)).body['message']).toBe('The next page token is invalid or expired.')
    expect((await ask('/users?page_size=301')).body['code']).toBe(300)
  })

  test('are read by id or address, whatever its capitals, with their role', async () => {
    const { nell, owner } = people
    for (const id of [nell.id, nell.email, nell.email.toLowerCase()]) {
      expect((await ask(`/users/${id}`)).body).toMatchObject({ id: nell.id, role_id: '2' })
    }
    expect((await ask('/users/me')).body).toMatchObject({ id: owner.id, role_name: 'Owner' })
    world.setAdmins(club.id, [nell.id])
    expect((await ask(`/users/${nell.id}`)).body).toMatchObject({ role_name: 'Admin' })
    world.setAdmins(club.id, [])
  })

  test('their settings and meetings are read, each of theirs and of nobody else’s', async () => {
    const { theo } = people
    const options = ['', 'meeting_security', 'meeting_authentication', 'recording_authentication']
    for (const option of options) {
      const query = option === '' ? '' : `?option=${option}`
      expect((await ask(`/users/${theo.id}/settings${query}`)).status).toBe(200)
    }
    const [{ id = 0, ...meeting } = {}] = rowsIn(
      await ask(`/users/${theo.id}/meetings`),
      'meetings',
    )
    expect(meeting).toMatchObject({ host_id: theo.id, topic: 'Beam, under 13s' })
    const read = await ask(`/meetings/${JSON.stringify(id)}`)
    expect(read.body).toMatchObject({ settings: { waiting_room: false } })
    const other = (await accountOf('business')).owner
    world.addMeeting(other.id, { topic: 'Elsewhere', startsAt: null })
    const [elsewhere] = world.user(other.id).meetings
    expect(await ask(`/users/${other.id}`)).toMatchObject({ status: 404, body: { code: 1001 } })
    expect(await ask(`/users/${other.email}/meetings`)).toMatchObject({ status: 404 })
    expect(await ask(`/meetings/${elsewhere?.id}`)).toMatchObject({ body: { code: 3001 } })
  })

  test('their settings and meetings are changed, in the administrator’s name', async () => {
    const { theo } = people
    const [meeting] = theo.meetings
    const path = `/meetings/${meeting?.id}`
    const on = { settings: { waiting_room: false, mute_upon_entry: false } }
    expect((await patchApi(sandbox, admin, path, on)).status).toBe(204)
    expect((await ask(path)).body).toMatchObject({ settings: { mute_upon_entry: false } })
    const settings = `/users/${theo.id}/settings`
    const chat = { in_meeting: { chat: false } }
    expect((await patchApi(sandbox, admin, settings, chat)).status).toBe(204)
    expect(valueAt((await ask(settings)).body, 'in_meeting.chat')).toBe(false)
  })
})

describe('without the scope', () => {
  test.each([
    ['user:read:list_users:admin', '/users'],
    ['user:read:user:admin', '/users/me'],
    ['user:read:settings:admin', '/users/me/settings'],
    ['meeting:read:list_meetings:admin', '/users/me/meetings'],
    ['meeting:read:meeting:admin', '/meetings/1'],
    ['account:read:settings:admin', '/accounts/me/settings'],
    ['account:read:lock_settings:admin', '/accounts/me/lock_settings'],
    ['group:read:list_groups:admin', '/groups'],
    ['group:read:settings:admin', '/groups/1/settings'],
    ['group:read:lock_settings:admin', '/groups/1/lock_settings'],
  ])('%s, it is refused: %s', async (scope, path) => {
    const { owner } = await accountOf('business')
    const others = adminScopes.filter((each) => each !== scope)
    const { access } = await connectAs(sandbox, 'admin', owner.id, others)
    const message = `Invalid access token, does not contain scopes:[${scope}].`
    expect(await ask(path, access)).toMatchObject({ status: 400, body: { code: 4711, message } })
  })

  test('each person’s own consent reads nothing of the account', async () => {
    const { access } = await connectAs(sandbox, 'user', people.owner.id)
    for (const path of ['/users', '/accounts/me/settings', '/groups', `/users/${people.nell.id}`]) {
      expect(await ask(path, access)).toMatchObject({ status: 400, body: { code: 4711 } })
    }
    expect((await ask('/users/me', access)).status).toBe(200)
  })

  test('nor does an older app’s, whose one scope is for several things', async () => {
    const older = await openClubSandbox({ appScopes: ['user:read', 'account:read', 'group:read'] })
    const { access } = await connectAs(older.sandbox, 'user', older.people.owner.id, ['user:read'])
    const statusOf = async (path: string) => (await askApi(older.sandbox, access, path)).status
    expect([await statusOf('/users/me'), await statusOf('/users')]).toEqual([200, 400])
  })
})

const paths = [
  '/accounts/me/settings',
  '/accounts/me/lock_settings',
  '/groups',
  '/groups/x/settings',
]

describe('by plan', () => {
  test.each(paths)('a free account has no %s', async (path) => {
    const { owner, ask: ofBasic } = await accountOf('basic')
    const message = `Only available for paid account: ${owner.accountId}`
    expect(await ofBasic(path)).toMatchObject({ status: 400, body: { code: 200, message } })
    expect((await ofBasic('/users')).status).toBe(200)
  })

  test.skipIf(!hasShared)('in the words that Zoom documents', async () => {
    const { owner, ask: ofBasic } = await accountOf('basic')
    const documented: Json = JSON.parse(
      sharedText('zoom/fixtures/errors-documented/400-paid-only.json').replace(
        '{accountId}',
        owner.accountId,
      ),
    )
    expect((await ofBasic('/accounts/me/settings')).body).toEqual(documented)
  })

  test.each(['pro', 'business'] as const)('%s has them all', async (plan) => {
    const { ask: ofPlan } = await accountOf(plan)
    const statuses = await Promise.all(paths.map(async (path) => (await ofPlan(path)).status))
    expect(statuses).toEqual([200, 200, 200, 404])
  })

  test('what is not there is said in Zoom’s words', async () => {
    expect(await ask('/accounts/other/settings')).toMatchObject({
      status: 404,
      body: { code: 2001 },
    })
    expect(await ask('/groups/other/settings')).toMatchObject({ status: 404, body: { code: 4130 } })
    expect((await ask('/accounts/me/settings?option=all')).body['code']).toBe(300)
    expect((await ask('/accounts/me/lock_settings?option=security')).body['code']).toBe(300)
    expect((await ask(`/accounts/${club.id}/settings`)).status).toBe(200)
  })

  test('each answer says its class, and both apps use the account’s one limit', async () => {
    const light = await ask('/users/me')
    expect(light.headers.get('x-ratelimit-category')).toBe('Light')
    for (const path of ['/users', ...paths.slice(0, 3)]) {
      expect((await ask(path)).headers.get('x-ratelimit-category')).toBe('Medium')
    }
    wait(1)
    world.resetRequests()
    world.setRateLimits(true)
    const server = accessOf(await askAsServer(sandbox))
    const own = (await connectAs(sandbox, 'user', people.nell.id)).access
    const tokens = [admin, server, own]
    const statuses: number[] = []
    for (let n = 0; n < 63; n += 1) {
      const path = n % 3 === 2 ? '/users/me/settings' : '/accounts/me/settings'
      statuses.push((await ask(path, tokens[n % 3])).status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    expect(world.uses()).toContainEqual({
      ...{ accountId: club.id, label: 'Medium' },
      ...{ a_second: 60, a_day: 60, refused: 3 },
    })
    world.setRateLimits(false)
  })
})

describe('a host’s changes of meetings', () => {
  test('are a hundred a day, whoever makes them', async () => {
    const { owner } = await accountOf('pro')
    const { id } = world.addMeeting(owner.id, { topic: 'Class', startsAt: null })
    const { access } = await connectAs(sandbox, 'admin', owner.id)
    world.setRateLimits(true)
    const statuses: number[] = []
    for (let n = 0; n < 101; n += 1) {
      wait(1 / 60)
      const body = { settings: { mute_upon_entry: n % 2 === 0 } }
      statuses.push((await patchApi(sandbox, access, `/meetings/${id}`, body)).status)
    }
    expect(statuses.filter((status) => status === 204)).toHaveLength(100)
    expect(statuses.at(-1)).toBe(429)
    world.setRateLimits(false)
  })
})
