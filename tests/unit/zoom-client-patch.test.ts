import type * as Timers from 'node:timers/promises'
import { beforeEach, expect, test, vi } from 'vitest'
import type { CouldNotCheckReason } from '#lib/core/readings'
import type { Failure } from '#lib/zoom/failure'
import { zoomClient, type Access } from '#lib/zoom/client'
import { plenty } from '../support/plenty'
import { answers, zoomServer } from '../support/zoom-server'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
})

vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof Timers>()
  return { ...timers, setTimeout: (ms: number) => timers.setTimeout(ms / 50) }
})

let bodies: string[] = []

beforeEach(() => {
  zoomServer.asked = []
  bodies = []
})

const access = (version = 1): Access => ({
  ...{ ok: true, accessToken: `eyJ-token-${version}`, apiUrl: zoomServer.apiUrl, version },
})

const change = { meeting_security: { waiting_room: true } }
const patch = () =>
  zoomClient(async (refused) => access(refused === undefined ? 1 : 2), plenty()).patch(
    '/users/me/settings',
    change,
    { option: 'meeting_security' },
  )

test('a change is sent as Zoom takes it, and 204 is a yes', async () => {
  zoomServer.respond = (response, request) => {
    request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()))
    request.on('end', () => response.writeHead(204).end())
  }
  expect(await patch()).toEqual({ ok: true, body: {} })
  const [asked] = zoomServer.asked
  expect(asked?.method).toBe('PATCH')
  expect(asked?.url).toBe('/v2/users/me/settings?option=meeting_security')
  expect(asked?.headers['content-type']).toBe('application/json')
  expect(JSON.parse(bodies.join(''))).toEqual(change)
})

test.each<[string, number, string | object, CouldNotCheckReason, Failure['again']]>([
  ['a missing scope', 400, { code: 4711, message: 'No.' }, 'not_granted', 'never'],
  ['no such meeting', 404, { code: 3001, message: 'No.' }, 'not_found', 'never'],
  ['a value that it does not take', 400, { code: 300, message: 'No.' }, 'zoom_down', 'never'],
  ['an error of Zoom’s own', 500, '<html></html>', 'zoom_down', 'soon'],
  ['a yes in words that nobody knows', 200, '<html></html>', 'unreadable_body', 'soon'],
])('%s has its reason, and is not tried twice', async (_, status, body, reason, again) => {
  zoomServer.respond = answers(status, body)
  expect(await patch()).toMatchObject({ ok: false, failure: { reason, again } })
  expect(zoomServer.asked).toHaveLength(1)
})

test('a connection that breaks off leaves it open whether Zoom took it', async () => {
  zoomServer.respond = (response) => response.destroy()
  expect(await patch()).toMatchObject({ ok: false, failure: { again: 'soon' } })
  expect(zoomServer.asked).toHaveLength(1)
})

test('what was surely not taken is sent again: a token too old, too many a second', async () => {
  const refusals = [
    answers(401, { code: 124, message: 'Access token is expired.' }),
    answers(429, { code: 429, message: 'per-second rate limit' }),
  ]
  zoomServer.respond = (response, request) => {
    const refuse = refusals.shift()
    if (refuse) refuse(response, request)
    else response.writeHead(204).end()
  }
  expect(await patch()).toEqual({ ok: true, body: {} })
  expect(zoomServer.asked).toHaveLength(3)
  expect(zoomServer.asked[1]?.headers.authorization).toBe('Bearer eyJ-token-2')
})

test('the changes of the day used up at Zoom are a no until tomorrow', async () => {
  const text = 'You have exceeded the daily rate limit of (100) for Meeting API requests.'
  zoomServer.respond = answers(429, { code: 429, message: text })
  expect(await patch()).toMatchObject({ ok: false, failure: { again: 'later' } })
  expect(zoomServer.asked).toHaveLength(1)
})

test('a GET is not taken for read where Zoom answers it with 204', async () => {
  zoomServer.respond = (response) => void response.writeHead(204).end()
  expect(await zoomClient(async () => access(), plenty()).get('/users/me')).toMatchObject({
    ok: false,
  })
})
