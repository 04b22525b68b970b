import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { withValue } from '#lib/zoom-sandbox/json-path'
import { meetingChoices } from '#lib/zoom-sandbox/page-choices'
import { bodyOf } from '../support/control-bodies'
import { leavesOf } from '../support/json-leaves'
import { hasShared, sharedText } from '../support/shared'
import { addEverybody, askApi, connect, openSandbox } from '../support/stand-in-zoom'

const { sandbox, clock } = await openSandbox()
const { world } = sandbox

addEverybody(sandbox, clock.now)
const every = world.addUser({ name: 'Every Kind', email: 'every@coach.example', plan: 'pro' })
const startsAt = new Date(clock.now.getTime() + 86_400_000).toISOString()
const kinds = {
  once: world.addMeeting(every.id, { topic: 'Once', startsAt, registration: true }),
  series: world.addMeeting(every.id, { topic: 'Series', startsAt, weeks: 6 }),
  noFixedTime: world.addMeeting(every.id, { topic: 'Any time', startsAt: null }),
  noPasscode: world.addMeeting(every.id, { topic: 'Open', startsAt, passcode: false }),
  unsaid: world.addMeeting(every.id, { topic: 'Unsaid', startsAt, values: { password: null } }),
  personal: world.addMeeting(every.id, {
    topic: 'Room',
    startsAt,
    values: { 'settings.use_pmi': true },
  }),
  named: world.addMeeting(every.id, {
    topic: 'Two adults',
    startsAt,
    values: {
      'settings.alternative_hosts': 'second@coach.example',
      'settings.waiting_room_options': {
        mode: 'custom',
        who_goes_to_waiting_room: 'users_not_in_account',
      },
    },
  }),
}

// One whose values were all flipped by the page.
const flipped = world.addMeeting(every.id, { topic: 'Flipped', startsAt })
for (const { path, choices } of meetingChoices) {
  for (const [value] of choices) world.setMeeting(every.id, flipped.id, { [path]: value })
}

const meetings = world
  .users()
  .flatMap((user) => user.meetings.map(({ id }) => world.bodyOfMeeting(user.id, id)))

const { access } = await connect(sandbox, every.id)
const list = await askApi(sandbox, access, '/users/me/meetings?page_size=300')
const listed = Array.isArray(list.body['meetings']) ? list.body['meetings'] : []

describe('what the audit needs is there', () => {
  const types: Record<string, string> = {
    id: 'number',
    uuid: 'string',
    host_id: 'string',
    topic: 'string',
    type: 'number',
    status: 'string',
    timezone: 'string',
    created_at: 'string',
    start_url: 'string',
    join_url: 'string',
    'settings.waiting_room': 'boolean',
    'settings.waiting_room_options.mode': 'string',
    'settings.waiting_room_options.who_goes_to_waiting_room': 'string',
    'settings.join_before_host': 'boolean',
    'settings.jbh_time': 'number',
    'settings.use_pmi': 'boolean',
    'settings.auto_recording': 'string',
    'settings.mute_upon_entry': 'boolean',
    'settings.request_permission_to_unmute_participants': 'boolean',
    'settings.meeting_authentication': 'boolean',
    'settings.alternative_hosts': 'string',
    'settings.auto_start_meeting_summary': 'boolean',
    'settings.auto_start_ai_companion_questions': 'boolean',
  }

  test('in every meeting, with its type', () => {
    expect(meetings.length).toBeGreaterThan(20)
    for (const body of meetings) {
      const there = new Map(leavesOf(body).map(({ path, value }) => [path, typeof value]))
      expect(Object.fromEntries(Object.keys(types).map((path) => [path, there.get(path)]))).toEqual(
        types,
      )
    }
  })

  test('a passcode in all its forms, or in none', () => {
    const forms = ['password', 'h323_password', 'pstn_password', 'encrypted_password']
    for (const body of meetings) {
      const filled = forms.filter((key) => body[key])
      expect([0, forms.length]).toContain(filled.length)
      for (const key of filled) expect(body[key]).toMatch(/^\S{10,}$/)
    }
    expect(bodyOfKind('once')['password']).toMatch(/^\w{10}$/)
    expect(bodyOfKind('noPasscode')['password']).toBe('')
    expect(bodyOfKind('unsaid')).not.toHaveProperty('password')
  })

  test('times as each kind has them', () => {
    expect(bodyOfKind('once')).toMatchObject({ type: 2, start_time: '2026-11-26T12:00:00Z' })
    expect(bodyOfKind('series')).toMatchObject({ type: 8, recurrence: { end_times: 6 } })
    expect(bodyOfKind('series')).not.toHaveProperty('start_time')
    expect(bodyOfKind('noFixedTime')).toMatchObject({ type: 3 })
    expect(bodyOfKind('noFixedTime')).not.toHaveProperty('start_time')
  })

  test('the personal number as text in a meeting, as a number of the user', () => {
    const { pmi } = bodyOfKind('personal')
    expect(pmi).toMatch(/^\d{10}$/)
    expect(world.bodyOfUser(every.id)['pmi']).toBe(Number(pmi))
  })

  test('every key of our own bodies of a meeting, with the same type', () => {
    const there = new Map(
      meetings.flatMap((body) => leavesOf(body)).map(({ path, value }) => [path, typeof value]),
    )
    for (const name of ['meeting-safe.json', 'meeting-open-recurring.json']) {
      for (const { path, value } of leavesOf(bodyOf(name))) {
        expect({ path, type: there.get(path) }).toEqual({ path, type: typeof value })
      }
    }
  })

  test('the list has each, and nothing of how they are set', () => {
    expect(listed).toHaveLength(Object.keys(kinds).length + 1)
    for (const item of listed) {
      expect(item).toMatchObject({ id: expect.any(Number), topic: expect.any(String) })
      expect(item).not.toHaveProperty('settings')
      expect(item).not.toHaveProperty('password')
    }
  })
})

const bodyOfKind = (kind: keyof typeof kinds) => world.bodyOfMeeting(every.id, kinds[kind].id)

/** In Zoom's answers of 2026, and younger than the schema of June 2025. */
const younger = [
  'registration_url',
  'settings.request_permission_to_unmute_participants',
  'settings.show_join_info',
  'settings.waiting_room_options',
]

describe.skipIf(!hasShared)('the official schema', () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)

  /** The schema of an answer, which takes no key that it does not name. */
  function validator(file: string) {
    const text = sharedText(`zoom/schemas/meetings-endpoints/${file}`)
    const described: { responses: { 200: { content: { 'application/json': { schema: Json } } } } } =
      JSON.parse(text)
    return ajv.compile(closed(described.responses[200].content['application/json'].schema))
  }

  const problems = (validate: ReturnType<typeof validator>, value: Json) =>
    validate(value)
      ? []
      : validate.errors?.map(({ instancePath, message, params }) => ({
          instancePath,
          message,
          params,
        }))

  test('fits every meeting, key by key', () => {
    const validate = validator('get_meetings_meetingId.json')
    for (const body of meetings) expect(problems(validate, without(body, younger))).toEqual([])
  })

  test('fits one time of a series as it is asked for by itself, key by key', async () => {
    const validate = validator('get_meetings_meetingId.json')
    const occurrenceId = new Date(startsAt).getTime()
    world.setMeeting(every.id, kinds.series.id, {
      [`occurrences.${occurrenceId}.settings.waiting_room`]: false,
    })
    const path = `/meetings/${kinds.series.id}`
    const { status, body } = await askApi(sandbox, access, `${path}?occurrence_id=${occurrenceId}`)
    expect(status).toBe(200)
    expect(problems(validate, without(body, younger))).toEqual([])
    expect(body).toMatchObject({ start_time: startsAt.replace('.000', ''), type: 8 })
    expect(body).toMatchObject({ settings: { waiting_room: false } })
    const whole = (await askApi(sandbox, access, path)).body
    expect(problems(validate, without(whole, younger))).toEqual([])
    expect(whole).toMatchObject({ settings: { waiting_room: true } })
    expect(await askApi(sandbox, access, `${path}?occurrence_id=1`)).toMatchObject({
      status: 404,
      body: { code: 3001 },
    })
  })

  test('fits the list, key by key', () => {
    const validate = validator('get_users_userId_meetings.json')
    expect(problems(validate, list.body)).toEqual([])
  })

  test('would not fit a meeting with a key of our own, or another type', () => {
    const validate = validator('get_meetings_meetingId.json')
    const body = without(bodyOfKind('once'), younger)
    expect(problems(validate, { ...body, safe: true })).not.toEqual([])
    expect(problems(validate, { ...body, type: 7 })).not.toEqual([])
    expect(problems(validate, { ...body, settings: { waiting_room: 'on' } })).not.toEqual([])
  })

  test('what is younger than it stands in the official example', () => {
    const example: JsonObject = JSON.parse(
      sharedText('zoom/fixtures/spec-examples-zoomnet/endpoints/meetings-meetingId_GET.json'),
    )
    for (const path of younger) expect(example).toHaveProperty(path)
  })
})

/** The same schema with every object closed, so that a key that is none of Zoom's is refused. */
function closed(schema: Json): JsonObject {
  if (!isJsonObject(schema)) return {}
  const parts = Object.entries(schema).map(([key, part]) => {
    if (key === 'properties' && isJsonObject(part)) {
      const inside = Object.entries(part).map(([name, each]) => [name, closed(each)] as const)
      return [key, Object.fromEntries(inside)] as const
    }
    return [key, key === 'items' ? closed(part) : part] as const
  })
  const isObject = schema['properties'] !== undefined
  return { ...Object.fromEntries(parts), ...(isObject ? { additionalProperties: false } : {}) }
}

const without = (body: JsonObject, paths: readonly string[]): JsonObject =>
  paths.reduce((kept, path) => withValue(kept, path, null), body)
