import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { valueAt } from '#lib/zoom-sandbox/json-path'
import { askApi, connect, openSandbox } from '../support/stand-in-zoom'

const { sandbox } = await openSandbox()

async function control(method: string, path: string, body?: Json) {
  const response = await fetch(`${sandbox.url}/sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer: JsonObject = JSON.parse(await response.text())
  return { status: response.status, answer }
}

async function person() {
  const email = `${randomUUID()}@coach.example`
  const { answer } = await control('POST', '/users', { email, name: 'Jo Marsh', plan: 'pro' })
  const { id } = answer
  if (typeof id !== 'string') throw new TypeError('The user has no id.')
  return { id, email }
}

describe('over HTTP, from another process', () => {
  test('health says how many people there are', async () => {
    const before = sandbox.world.users().length
    await person()
    const { status, answer } = await control('GET', '/health')
    expect({ status, answer }).toEqual({ status: 200, answer: { ok: true, users: before + 1 } })
  })

  test('a user is added with plan, settings and scopes, and found by id or address', async () => {
    const email = `${randomUUID()}@coach.example`
    const added = await control('POST', '/users', {
      email,
      name: 'Ada Finch',
      plan: 'business',
      settings: { 'in_meeting.chat': false, 'schedule_meeting.join_before_host': null },
      scopes: ['user:read:user'],
    })
    expect(added.answer).toMatchObject({ email, name: 'Ada Finch', plan: 'business', meetings: [] })
    expect((await control('GET', `/users/${encodeURIComponent(email)}`)).answer).toEqual(
      added.answer,
    )
    const body = sandbox.world.bodyOfSettings(email)
    expect(body).toMatchObject({ in_meeting: { chat: false } })
    expect(body).not.toHaveProperty('schedule_meeting.join_before_host')
    const { access } = await connect(sandbox, sandbox.world.user(email).id)
    expect((await askApi(sandbox, access, '/users/me/settings')).body['code']).toBe(4711)
  })

  test('settings and meetings are changed by dotted paths', async () => {
    const { id } = await person()
    await control('PATCH', `/users/${id}/settings`, { 'meeting_security.waiting_room': false })
    expect(sandbox.world.bodyOfSettings(id, 'meeting_security')).toMatchObject({
      meeting_security: { waiting_room: false },
    })
    const startsAt = '2026-12-01T17:00:00Z'
    const made = await control('POST', `/users/${id}/meetings`, {
      topic: 'Squad',
      startsAt,
      weeks: 3,
    })
    const meeting = Number(made.answer['id'])
    await control('PATCH', `/users/${id}/meetings/${meeting}`, {
      'settings.join_before_host': true,
      topic: 'Squad, new name',
    })
    expect(sandbox.world.bodyOfMeeting(id, meeting)).toMatchObject({
      type: 8,
      topic: 'Squad, new name',
      settings: { join_before_host: true, waiting_room: false },
    })
    await control('DELETE', `/users/${id}/meetings/${meeting}`, {})
    expect(sandbox.world.user(id).meetings).toEqual([])
  })

  test('the app is removed, and tokens expire', async () => {
    const { id } = await person()
    const first = await connect(sandbox, id)
    await control('POST', `/users/${id}/expire-access`, {})
    expect((await askApi(sandbox, first.access, '/users/me')).body['message']).toMatch(/expired/)
    const second = await connect(sandbox, id)
    await control('POST', `/users/${id}/remove-app`, {})
    expect((await askApi(sandbox, second.access, '/users/me')).body['message']).toMatch(/Invalid/)
  })

  test('failures are scripted, and requests and secrets are told', async () => {
    const { id } = await person()
    const { access } = await connect(sandbox, id)
    await control('DELETE', '/requests', {})
    await control('POST', '/failures', { path: '/users/me$', status: 503, userId: id, times: 1 })
    const statuses = [
      (await askApi(sandbox, access, '/users/me')).status,
      (await askApi(sandbox, access, '/users/me')).status,
    ]
    expect(statuses).toEqual([503, 200])
    const { answer } = await control('GET', '/requests')
    expect(answer).toMatchObject({ total: 2, statuses: { 503: 1, 200: 1 } })
    const secrets = await fetch(`${sandbox.url}/sandbox/secrets`)
    expect(await secrets.json()).toContain(access)
  })

  test('the pace is set: Zoom’s limits, and how long an answer takes', async () => {
    const { id } = await person()
    const { access } = await connect(sandbox, id)
    await control('PUT', '/pace', { limits: true, latency_ms: 20 })
    const began = performance.now()
    const asked = Array.from({ length: 90 }, () => askApi(sandbox, access, '/users/me'))
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(performance.now() - began).toBeGreaterThanOrEqual(19)
    expect(statuses).toContain(429)
    await control('PUT', '/pace', { limits: false, latency_ms: 0 })
    expect((await askApi(sandbox, access, '/users/me')).status).toBe(200)
  })

  test('what is wrong is refused, and changes nothing', async () => {
    const { id, email } = await person()
    const refused = [
      await control('POST', '/users', { email, name: 'Again' }),
      await control('POST', '/users', { email: 'x@coach.example', name: 'X', plan: 'gold' }),
      await control('PATCH', `/users/${id}/settings`, { 'in_meeting.safe': true }),
      await control('POST', `/users/${id}/meetings`, { topic: 'When?', startsAt: 'soon' }),
      await control('POST', '/failures', { path: '/', whatever: true }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
    expect((await control('PATCH', '/users/nobody/settings', {})).status).toBe(404)
    expect(sandbox.world.user(id).settings).toEqual({})
    const form = await fetch(`${sandbox.url}/sandbox/users/${id}/remove-app`, {
      method: 'POST',
      body: new URLSearchParams(),
    })
    expect(form.status).toBe(400)
  })

  test('reset forgets everything but what was secret', async () => {
    await person()
    const secrets = [...sandbox.world.secrets()]
    await control('POST', '/reset', {})
    expect((await control('GET', '/users')).answer).toEqual([])
    expect(sandbox.world.secrets()).toEqual(secrets)
  })
})

describe('the pages, without JavaScript', () => {
  const send = async (path: string, form: Record<string, string>) =>
    fetch(`${sandbox.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { accept: 'text/html' },
    })

  test('an account of a kind is added, listed and opened', async () => {
    const page = await send('/sandbox', { name: 'Robin <Hart>', persona: 'no-passcode' })
    expect(await page.text()).toContain('Robin &lt;Hart&gt;’s Zoom account')
    const list = await (await fetch(`${sandbox.url}/sandbox`)).text()
    expect(list).toContain('robin.hart.@zoom.example')
    expect(list).toContain('2 meetings')
  })

  test('a setting and a meeting are changed where they stand', async () => {
    const { id } = await person()
    const made = sandbox.world.addMeeting(id, { topic: 'Squad', startsAt: null })
    const path = `/sandbox/people/${id}`
    const page = await send(path, {
      path: 'meeting_security.waiting_room',
      value: 'false',
      name: 'Waiting room',
    })
    expect(await page.text()).toContain('Changed: Waiting room')
    const passcode = { meeting: String(made.id), path: 'password', value: 'false' }
    await send(path, { ...passcode, name: 'Squad: Passcode' })
    expect(sandbox.world.bodyOfSettings(id, 'meeting_security')).toMatchObject({
      meeting_security: { waiting_room: false },
    })
    expect(sandbox.world.bodyOfMeeting(id, made.id)['password']).toBe('')
  })

  test('the next time of a series is set otherwise than the rest, or cancelled', async () => {
    const { id } = await person()
    const { access } = await connect(sandbox, id)
    const startsAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000)
    const { world } = sandbox
    const made = world.addMeeting(id, {
      topic: 'Squad',
      startsAt: startsAt.toISOString(),
      weeks: 3,
    })
    const path = `/sandbox/people/${id}`
    const shown = await (await fetch(`${sandbox.url}${path}`)).text()
    const of = `occurrences.${startsAt.getTime()}`
    expect(shown).toContain(`value="${of}.settings.waiting_room"`)
    const meeting = String(made.id)
    const wanted = !(valueAt(made.body, 'settings.waiting_room') === true)
    await send(path, { meeting, path: `${of}.settings.waiting_room`, value: `${wanted}` })
    const asked = `/meetings/${meeting}?occurrence_id=${startsAt.getTime()}`
    expect((await askApi(sandbox, access, asked)).body).toMatchObject({
      settings: { waiting_room: wanted },
    })
    expect(world.bodyOfMeeting(id, made.id)).toMatchObject({ settings: { waiting_room: !wanted } })
    await send(path, { meeting, path: `${of}.status`, value: '"deleted"' })
    expect(world.bodyOfMeeting(id, made.id)).toMatchObject({
      occurrences: [{ status: 'deleted' }, { status: 'available' }, { status: 'available' }],
    })
  })

  test('the app is removed', async () => {
    const { id } = await person()
    const { access } = await connect(sandbox, id)
    await send(`/sandbox/people/${id}`, { remove: 'app' })
    expect((await askApi(sandbox, access, '/users/me')).status).toBe(401)
  })

  test('show no passcode, key or link', async () => {
    const { id } = await person()
    sandbox.world.addMeeting(id, { topic: 'Squad', startsAt: null })
    const page = await (await fetch(`${sandbox.url}/sandbox/people/${id}`)).text()
    expect(sandbox.world.secrets().filter((secret) => page.includes(secret))).toEqual([])
  })

  test('what cannot be done is said on a page; what is not there is not found', async () => {
    const wrong = await send('/sandbox', { name: ' ', persona: 'all-good' })
    expect(wrong.status).toBe(400)
    expect(wrong.headers.get('content-type')).toMatch(/^text\/html/)
    expect((await fetch(`${sandbox.url}/sandbox/people/nobody`)).status).toBe(404)
  })
})
