import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { faults } from '#lib/zoom-sandbox/faults'
import type { Fault } from '#lib/zoom-sandbox/state'
import { answerOf } from '#lib/zoom/failure'
import { accessOf, askAsServer, openClubSandbox, patchApi } from '../support/apps-in-zoom'
import { connect, refresh, tokensOf } from '../support/stand-in-zoom'

const { sandbox, world, clock, people } = await openClubSandbox()

let user = people.nell
let token = ''
beforeEach(async () => {
  world.clearFailures()
  world.setFaults(null)
  const email = `${randomUUID()}@coach.example`
  user = world.addUser({ name: 'Jo Marsh', email, plan: 'pro' })
  token = (await connect(sandbox, user.id)).access
})

const path = '/users/me/settings'

const get = (access = token) =>
  fetch(`${sandbox.apiUrl}${path}`, { headers: { authorization: `Bearer ${access}` } })

/** What the product makes of an answer. */
async function made(response: Response) {
  const { status, headers } = response
  const answer = answerOf(
    { answered: true, status, headers, text: await response.text() },
    clock.now,
  )
  return answer.ok ? 'ok' : `${answer.failure.reason}, again ${answer.failure.again}`
}

const once = (fault: Partial<Fault>) => world.failWith({ path: '/settings$', ...fault })

describe('what goes wrong at Zoom', () => {
  const later = new Date('2026-11-26T00:00:00Z')
  test.each([
    ['a date', faults.limitedUntil(later), '2026-11-26T00:00:00Z', 'Daily-limit'],
    ['the kind of limit', faults.limitedASecond(), null, 'QPS'],
    ['the kind of limit, daily', faults.limitedToday(), null, 'Daily-limit'],
    ['nothing', faults.limitedSilently(), null, null],
    ['a page', faults.limitedAsPage(), null, null],
  ])('429 with %s', async (_, fault, retryAfter, type) => {
    once(fault)
    const limited = await get()
    expect(limited.status).toBe(429)
    expect(limited.headers.get('retry-after')).toBe(retryAfter)
    expect(limited.headers.get('x-ratelimit-type')).toBe(type)
    expect(await made(limited)).toMatch(/^zoom_down, again (patience|later|soon)$/)
    expect((await get()).status).toBe(200)
  })

  test.each([
    ['500', faults.broken(), 500, /json/],
    ['503', faults.broken(503), 503, /json/],
    ['502 as a page', faults.brokenAsPage(), 502, /html/],
    ['200 as a page', faults.pageInstead(), 200, /html/],
    ['500 as XML', faults.brokenAsXml(), 500, /xml/],
    ['an error under 200', faults.errorUnder200(), 200, /json/],
    ['another shape', faults.strange(), 200, /json/],
  ])('%s', async (_, fault, status, type) => {
    once(fault)
    const broken = await get()
    expect(broken.status).toBe(status)
    expect(broken.headers.get('content-type')).toMatch(type)
    expect(await made(broken)).not.toBe('ok')
  })

  test('an answer that is late, and true', async () => {
    once(faults.late(80))
    const began = performance.now()
    expect(await made(await get())).toBe('ok')
    expect(performance.now() - began).toBeGreaterThan(75)
  })

  test('an answer that trickles in: its head at once, and its body in parts', async () => {
    const whole = await (await get()).text()
    once(faults.trickling(400))
    const response = await get()
    const began = performance.now()
    const parts: string[] = []
    const decoder = new TextDecoder()
    for await (const part of response.body ?? []) parts.push(decoder.decode(part))
    expect(performance.now() - began).toBeGreaterThan(350)
    expect(parts.length).toBeGreaterThan(3)
    expect(parts.join('')).toBe(whole)
  })

  test('an answer that is broken off', async () => {
    once(faults.truncated(40))
    const response = await get()
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
    once({ ...faults.truncated(40), ...faults.trickling(30) })
    await expect((await get()).text()).rejects.toThrow('terminated')
  })

  test('a connection that breaks before anything is done, and after it is', async () => {
    const patch = (value: boolean) =>
      patchApi(sandbox, token, path, { in_meeting: { feedback: value } })
    const isOn = () => world.bodyOfSettings(user.id)['in_meeting']
    token = (await connect(sandbox, user.id, ['user:update:settings'])).access
    once(faults.dropped())
    await expect(patch(true)).rejects.toThrow('fetch failed')
    expect(isOn()).toMatchObject({ feedback: false })
    once(faults.lost())
    await expect(patch(true)).rejects.toThrow('fetch failed')
    expect(isOn()).toMatchObject({ feedback: true })
  })

  test('a change that is taken, and ignored', async () => {
    token = (await connect(sandbox, user.id, ['user:update:settings'])).access
    once(faults.ignored())
    const body = { in_meeting: { feedback: true } }
    expect(await patchApi(sandbox, token, path, body)).toEqual({ status: 204, text: '' })
    expect(world.bodyOfSettings(user.id)).toMatchObject({ in_meeting: { feedback: false } })
  })

  test('a token that is good, and refused', async () => {
    once(faults.expiredToken())
    expect(await made(await get())).toBe('not_connected, again refused')
    once(faults.invalidToken())
    expect((await get()).status).toBe(401)
    expect((await get()).status).toBe(200)
  })

  test('a clock that is out', async () => {
    const skewOf = async () => Date.parse((await get()).headers.get('date') ?? '')
    expect(await skewOf()).toBe(clock.now.getTime())
    world.setClockSkew(-90_000)
    expect(await skewOf()).toBe(clock.now.getTime() - 90_000)
    world.setClockSkew(0)
  })
})

describe('two who refresh at once', () => {
  test('one gets the tokens, unless Zoom grants a time for both', async () => {
    const race = async () => {
      const { refresh: text } = await connect(sandbox, user.id)
      const both = await Promise.all([refresh(sandbox, text), refresh(sandbox, text)])
      return both.map(({ status }) => status).toSorted((a, b) => a - b)
    }
    expect(await race()).toEqual([200, 400])
    world.setRefreshGrace(60_000)
    expect(await race()).toEqual([200, 200])
    world.setRefreshGrace(0)
  })

  test('an answer to a refresh that is lost has used the token up', async () => {
    const { refresh: text } = await connect(sandbox, user.id)
    world.failWith({ path: '^/oauth/token$', ...faults.lost(), userId: user.id })
    await expect(refresh(sandbox, text)).rejects.toThrow('fetch failed')
    expect((await refresh(sandbox, text)).status).toBe(400)
  })
})

describe('what is chosen for each request', () => {
  test('knows its method, path, person and app; scripted failures come first', async () => {
    const seen: unknown[] = []
    world.setFaults((request) => {
      seen.push(request)
      return request.path.endsWith('/settings') ? faults.broken(503) : null
    })
    once(faults.broken(500))
    expect([(await get()).status, (await get()).status]).toEqual([500, 503])
    expect((await fetch(`${sandbox.apiUrl}/users/me`)).status).toBe(401)
    const server = accessOf(await askAsServer(sandbox))
    await get(server)
    expect(seen).toEqual([
      { method: 'GET', path: '/v2/users/me/settings', userId: user.id, app: 'user' },
      { method: 'GET', path: '/v2/users/me', userId: null, app: null },
      { method: 'POST', path: '/oauth/token', userId: people.owner.id, app: 'server' },
      { method: 'GET', path: '/v2/users/me/settings', userId: people.owner.id, app: 'server' },
    ])
  })

  test('reaches a refresh, by the person whose token it is', async () => {
    const { refresh: text } = await connect(sandbox, user.id)
    world.setFaults(({ userId }) => (userId === user.id ? faults.broken(503) : null))
    expect((await refresh(sandbox, text)).status).toBe(503)
    world.setFaults(null)
    expect(tokensOf(await refresh(sandbox, text)).access).not.toBe('')
  })
})
