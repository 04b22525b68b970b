import type * as Timers from 'node:timers/promises'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CouldNotCheckReason } from '#lib/core/readings'
import { zoomClient, type Access, type ZoomClient } from '#lib/zoom/client'
import { answer_bytes_max, tries_max, waits_max } from '#lib/zoom/limits'
import { plenty } from '../support/plenty'
import { answers, zoomServer } from '../support/zoom-server'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
})

/** Waits are short here; what is waited for, and how often, is the same. */
vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof Timers>()
  return { ...timers, setTimeout: (ms: number) => timers.setTimeout(ms / 50) }
})

beforeEach(() => {
  zoomServer.asked = []
})

const token = 'eyJ-the-token-of-these-tests'
const access = (version = 1): Access => ({
  ok: true,
  accessToken: token,
  apiUrl: zoomServer.apiUrl,
  version,
})
const client = (): ZoomClient => zoomClient(async () => access(), plenty())
const error = (code: number, message = 'Refused.') => ({ code, message })

const failed = (reason: CouldNotCheckReason) => ({ ok: false, failure: { reason } })

describe('what Zoom answers becomes a reason', () => {
  test.each<[string, number, string | object, CouldNotCheckReason]>([
    ['a missing scope', 400, error(4711), 'not_granted'],
    [
      'a missing scope under another code',
      400,
      error(104, 'Invalid access token, does not contain scopes:[user:read].'),
      'not_granted',
    ],
    ['for paid accounts only', 400, error(200), 'not_readable'],
    ['no right to look, by the same code', 400, error(200, 'No permission.'), 'not_granted'],
    [
      'for paid accounts only, by a code that nobody documents',
      400,
      JSON.stringify({ code: 4444, message: 'Account must be a paid account.' }),
      'not_readable',
    ],
    ['an empty token', 401, error(4700, 'Token cannot be empty.'), 'not_connected'],
    ['the owner of the token is gone', 400, error(4735), 'not_connected'],
    ['nothing known of the token', 400, error(4737), 'not_connected'],
    ['an administrator who turned the app off', 400, error(4738), 'not_connected'],
    ['a later consent', 400, error(4741), 'not_connected'],
    ['no licence to host', 400, error(3161), 'not_readable'],
    ['a webinar', 400, error(3000), 'not_readable'],
    ['no such meeting', 404, error(3001), 'not_found'],
    ['no such user', 404, error(1001), 'not_found'],
    ['a user of another account', 404, error(1010), 'not_found'],
    ['nothing there at all', 404, '', 'not_found'],
    ['a forbidden page of HTML', 403, '<html>Forbidden</html>', 'zoom_down'],
    ['an error nobody knows', 400, error(99_999), 'zoom_down'],
    ['an error of Zoom’s own', 500, error(500), 'zoom_down'],
    ['a bad gateway in HTML', 502, '<html>Bad gateway</html>', 'zoom_down'],
    ['HTML', 200, '<html>Zoom is being mended</html>', 'unreadable_body'],
    ['XML', 200, '<?xml version="1.0"?><error/>', 'unreadable_body'],
    ['nothing', 200, '', 'unreadable_body'],
    ['a list', 200, '[]', 'unreadable_body'],
    ['text', 200, '"settings"', 'unreadable_body'],
    ['JSON cut off', 200, '{"in_meeting":{"chat":tr', 'unreadable_body'],
    ['an error that says it is none', 200, error(300), 'unreadable_body'],
    ['a known error that says it is none', 200, error(3001), 'not_found'],
    ['a code in text', 400, { code: '4711', message: 'No.' }, 'not_granted'],
    ['another status for good', 204, '', 'zoom_down'],
  ])('%s', async (_, status, body, reason) => {
    zoomServer.respond = answers(status, body)
    expect(await client().get('/users/me/settings')).toMatchObject(failed(reason))
  })

  test('a body larger than anything of Zoom’s is not read to its end', async () => {
    zoomServer.respond = (response) => {
      response.on('error', () => {})
      response.writeHead(200)
      response.end('{"in_meeting":"'.padEnd(answer_bytes_max + 10, 'x'))
    }
    expect(await client().get('/users/me/settings')).toMatchObject(failed('unreadable_body'))
  })

  test('a line that breaks in the middle of a body', async () => {
    zoomServer.respond = (response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"in_meeting":', () => response.destroy())
    }
    expect(await client().get('/users/me/settings')).toMatchObject(failed('unreadable_body'))
  })

  test('a line that breaks before it', async () => {
    zoomServer.respond = (response) => response.destroy()
    expect(await client().get('/users/me/settings')).toMatchObject(failed('zoom_down'))
    expect(zoomServer.asked).toHaveLength(tries_max)
  })

  test('nobody there', async () => {
    const away = zoomClient(
      async () => ({ ...access(), apiUrl: 'http://127.0.0.1:9/v2' }) as Access,
      plenty(),
    )
    expect(await away.get('/users/me')).toMatchObject(failed('zoom_down'))
  })

  test('a redirect is not followed: the token goes nowhere else', async () => {
    zoomServer.respond = (response, { url }) => {
      if (url === '/v2/users/me')
        response.writeHead(302, { location: `${zoomServer.apiUrl}/elsewhere` }).end()
      else response.end('{"id":"u"}')
    }
    expect(await client().get('/users/me')).toMatchObject(failed('zoom_down'))
    expect(zoomServer.asked.every(({ url }) => url === '/v2/users/me')).toBe(true)
  })
})

describe('the client', () => {
  test('sends the token in the header and nowhere else', async () => {
    zoomServer.respond = answers(200, { id: 'u' })
    await client().get('/users/me/meetings', { type: 'scheduled' })
    expect(zoomServer.asked[0]?.headers.authorization).toBe(`Bearer ${token}`)
    expect(zoomServer.asked[0]?.url).toBe('/v2/users/me/meetings?type=scheduled')
  })

  test('tries again where Zoom hiccups', async () => {
    zoomServer.respond = (response, request) =>
      answers(zoomServer.asked.length < tries_max ? 503 : 200, { id: 'u' })(response, request)
    expect(await client().get('/users/me')).toMatchObject({ ok: true })
  })

  test('leaves Zoom alone once it seems to be down', async () => {
    zoomServer.respond = answers(500, '')
    const zoom = client()
    for (let number = 0; number < 5; number += 1) await zoom.get('/users/me')
    expect(zoomServer.asked).toHaveLength(3 * tries_max)
    expect(zoom.stopped()).toMatchObject({ reason: 'zoom_down' })
  })

  test('asks on where only one thing fails', async () => {
    zoomServer.respond = (response, request) =>
      answers(request.url === '/v2/meetings/1' ? 500 : 200, { id: 2 })(response, request)
    const zoom = client()
    for (let number = 0; number < 4; number += 1) {
      expect(await zoom.get('/meetings/1')).toMatchObject({ ok: false })
      expect(await zoom.get('/meetings/2')).toMatchObject({ ok: true })
    }
    expect(zoom.stopped()).toBeNull()
  })

  test('renews a refused token once for all that find out, and goes on', async () => {
    const refused: (number | undefined)[] = []
    const zoom = zoomClient(async (version) => {
      refused.push(version)
      return {
        ...access(version === undefined ? 1 : 2),
        accessToken: version ? 'new' : 'old',
      } as Access
    }, plenty())
    zoomServer.respond = (response, request) =>
      request.headers.authorization === 'Bearer new'
        ? answers(200, { id: 'u' })(response, request)
        : answers(401, error(124))(response, request)
    const all = await Promise.all([1, 2, 3, 4].map((id) => zoom.get(`/meetings/${id}`)))
    expect(all.every(({ ok }) => ok)).toBe(true)
    expect(refused).toEqual([undefined, 1])
  })

  test('asks nothing without a token', async () => {
    const zoom = zoomClient(async () => ({ ok: false, reason: 'not_connected' }), plenty())
    expect(await zoom.get('/users/me')).toMatchObject(failed('not_connected'))
    expect(zoomServer.asked).toEqual([])
  })

  test('ends where Zoom goes on refusing', async () => {
    zoomServer.respond = answers(401, error(124, 'Access token is expired.'))
    const zoom = zoomClient(async (version = 0) => access(version + 1), plenty())
    expect(await zoom.get('/users/me')).toMatchObject(failed('not_connected'))
    expect(zoomServer.asked.length).toBeLessThan(6)
  })
})

describe('Zoom’s limits', () => {
  const perSecond = error(429, 'You have reached the maximum per-second rate limit for this API.')
  const daily = error(4001, 'You have reached the maximum daily rate limit for this API.')

  test('a second are waited for, by all', async () => {
    let refusals = 0
    zoomServer.respond = (response, request) => {
      const tooMany = zoomServer.asked.length <= 2 && (refusals += 1) > 0
      answers(tooMany ? 429 : 200, tooMany ? perSecond : { id: 'u' })(response, request)
    }
    const zoom = client()
    const all = await Promise.all([1, 2, 3].map((id) => zoom.get(`/meetings/${id}`)))
    expect(all.every(({ ok }) => ok)).toBe(true)
    expect(refusals).toBeLessThanOrEqual(waits_max)
  })

  test('a day stop everything until Zoom’s own time, which is a date', async () => {
    const at = new Date(Date.now() + 3_600_000)
    zoomServer.respond = answers(429, daily, { 'retry-after': at.toISOString() })
    const zoom = client()
    expect(await zoom.get('/users/me')).toMatchObject(failed('zoom_down'))
    await zoom.get('/users/me/settings')
    expect(zoomServer.asked).toHaveLength(1)
    expect(zoom.stopped()).toMatchObject({ again: 'later', at })
  })

  test.each([daily, '<html>Too many</html>'])(
    'a day without a time end with the day',
    async (body) => {
      zoomServer.respond = answers(429, body)
      const zoom = client()
      await zoom.get('/users/me')
      const at = zoom.stopped()?.at?.getTime() ?? 0
      expect(at % 86_400_000).toBe(0)
      expect(at).toBeGreaterThan(Date.now())
      expect(at).toBeLessThanOrEqual(Date.now() + 86_400_000)
    },
  )
})
