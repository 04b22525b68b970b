import { describe, expect, test } from 'vitest'
import type { JsonObject } from '#lib/core/canonical-json'
import { projectBody } from '#lib/core/projection'
import { bodyKinds, type BodyKind } from '#lib/core/readings'
import { leavesOf } from '../support/json-leaves'
import { hasShared, sharedText } from '../support/shared'
import { addEverybody, connect, openSandbox, refresh } from '../support/stand-in-zoom'

const { sandbox, clock } = await openSandbox()
const { world } = sandbox

addEverybody(sandbox, clock.now)
const startsAt = new Date(clock.now.getTime() + 86_400_000).toISOString()
for (const { id } of world.users()) {
  world.addMeeting(id, {
    topic: 'Topic-that-nobody-keeps',
    startsAt,
    registration: true,
    values: { 'settings.alternative_hosts': 'second-adult@coach.example' },
  })
}
// One and a half hundred passcodes, so that each way of making them is among them.
const [first] = world.users()
for (let n = 0; n < 150; n += 1) world.addMeeting(first?.id ?? '', { topic: 'More', startsAt })

/** Every body of everybody, with the kind that it is kept as. */
const bodies = world
  .users()
  .flatMap(({ id, meetings }): [BodyKind, JsonObject][] => [
    ['user', world.bodyOfUser(id)],
    ['user_settings', world.bodyOfSettings(id)],
    ['user_meeting_security', world.bodyOfSettings(id, 'meeting_security')],
    ['user_settings', world.bodyOfSettings(id, 'meeting_authentication')],
    ['user_settings', world.bodyOfSettings(id, 'recording_authentication')],
    ...meetings.map((meeting): [BodyKind, JsonObject] => [
      'meeting',
      world.bodyOfMeeting(id, meeting.id),
    ]),
  ])

const secretsIn = (text: string) => world.secrets().filter((secret) => text.includes(secret))

describe('the secrets of the stand-in', () => {
  test('are in its bodies: a search for them can find something', () => {
    const sent = new Map<BodyKind, Set<string>>()
    for (const [kind, body] of bodies) {
      const found = sent.get(kind) ?? new Set()
      for (const secret of secretsIn(JSON.stringify(body))) found.add(secret)
      sent.set(kind, found)
    }
    expect(sent.get('user')?.size).toBeGreaterThan(world.users().length * 2)
    expect(sent.get('user_settings')?.size).toBe(world.users().length * 2)
    expect(sent.get('meeting')?.size).toBeGreaterThan(1000)
  })

  test('are all that is secret in a body: by key', () => {
    const keys =
      /(^|\.)(password|h323_password|pstn_password|encrypted_password|join_url|start_url|registration_url|personal_meeting_url|host_key|dynamic_host_key|pmi|default_password_for_scheduled_meetings)$|^schedule_meeting\.pmi_password$/
    const secrets = new Set(world.secrets())
    let checked = 0
    for (const { path, value } of bodies.flatMap(([, body]) => leavesOf(body))) {
      if (!keys.test(path) || value === '') continue
      expect(secrets.has(JSON.stringify(value).replaceAll('"', '')), path).toBe(true)
      checked += 1
    }
    expect(checked).toBeGreaterThan(1000)
  })

  test('hold every token and code that was given out', async () => {
    const tokens = await connect(sandbox, first?.id ?? '')
    const again = await refresh(sandbox, tokens.refresh)
    const secrets = new Set<unknown>(world.secrets())
    expect([tokens.access, tokens.refresh].every((token) => secrets.has(token))).toBe(true)
    expect(secrets.has(again.body['access_token'])).toBe(true)
    expect(secrets.has(again.body['refresh_token'])).toBe(true)
  })

  test('are long enough never to stand somewhere by chance', () => {
    for (const secret of world.secrets()) expect(secret.length).toBeGreaterThanOrEqual(10)
  })
})

describe('what is kept of a body', () => {
  test('has none of them, whatever kind it is kept as', () => {
    for (const kind of bodyKinds) {
      const kept = bodies.map(([, body]) => JSON.stringify(projectBody(kind, body)))
      expect(secretsIn(kept.join('\n'))).toEqual([])
    }
  })

  test('has no topic, name, address or number of anybody', () => {
    const people = world.users().flatMap(({ id, email, firstName }) => [id, email, firstName])
    const never = [...people, 'Topic-that-nobody-keeps', 'second-adult', '7946', 'zoom.example']
    for (const [kind, body] of bodies) {
      const kept = JSON.stringify(projectBody(kind, body))
      expect(never.filter((text) => kept.includes(text))).toEqual([])
    }
  })

  test('says that there was a passcode, or that there was none', () => {
    const meetings = bodies.filter(([kind]) => kind === 'meeting')
    const kept = meetings.map(([kind, body]) => projectBody(kind, body)['password'])
    expect(kept).toContainEqual({ present: true })
    expect(kept).toContainEqual({ present: false })
    expect(kept).toContainEqual(undefined)
  })

  test('is the same however often it is asked for', () => {
    const [user] = world.users()
    const [meeting] = user?.meetings ?? []
    const kept = () => projectBody('meeting', world.bodyOfMeeting(user?.id ?? '', meeting?.id ?? 0))
    expect(kept()).toEqual(kept())
  })
})

describe('users/me', () => {
  /** What a recorded Basic account has; those that a licence adds are beside it. */
  const own = {
    ...{ id: 'string', account_id: 'string', email: 'string', type: 'number', status: 'string' },
    ...{ display_name: 'string', first_name: 'string', last_name: 'string', pmi: 'number' },
    ...{ use_pmi: 'boolean', personal_meeting_url: 'string', verified: 'number' },
    ...{ timezone: 'string', created_at: 'string', role_id: 'string', login_types: 'object' },
  }

  const typesOf = (body: JsonObject) =>
    Object.fromEntries(Object.entries(body).map(([key, value]) => [key, typeof value]))

  test('has what the connection needs, of these types, on every plan', () => {
    for (const { id, plan } of world.users()) {
      const body = world.bodyOfUser(id)
      expect(typesOf(body)).toMatchObject(own)
      expect(body).toMatchObject({ id, type: plan === 'basic' ? 1 : 2 })
      expect(body['host_key'] !== undefined).toBe(plan !== 'basic')
    }
  })

  test.skipIf(!hasShared)('is as recorded and official bodies are', () => {
    const recorded: JsonObject[] = [
      'real-rest-frigg/users_me-basic.json',
      'spec-examples-zoomnet/endpoints/users-userId_GET.json',
      'zoom_rb/user-get.json',
    ].map((path) => JSON.parse(sharedText(`zoom/fixtures/${path}`)))
    const known: Record<string, string> = Object.assign({}, ...recorded.map(typesOf))
    for (const { id } of world.users()) {
      for (const [key, type] of Object.entries(typesOf(world.bodyOfUser(id)))) {
        expect({ key, type: known[key] }).toEqual({ key, type })
      }
    }
    const [basic = {}] = recorded
    const user = world.users().find(({ plan }) => plan === 'basic')
    const missing = Object.keys(basic).filter((key) => !(key in world.bodyOfUser(user?.id ?? '')))
    expect(missing).toEqual(['pic_url'])
  })
})
