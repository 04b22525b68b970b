import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { isChangeableAtATime } from '#lib/core/mends/one-time'
import { catalogue } from '#lib/core/controls/catalogue'
import { zoomClient } from '#lib/zoom/client'
import { listGroups } from '#lib/zoom/list-groups'
import { listMeetings } from '#lib/zoom/list-meetings'
import { listUsers } from '#lib/zoom/list-users'
import { accountKinds, groupKinds, readLevelSettings } from '#lib/zoom/read-level-settings'
import { readMeeting } from '#lib/zoom/read-meeting'
import { readSettings } from '#lib/zoom/read-settings'
import { readUser } from '#lib/zoom/read-user'
import { bodyOf } from '../support/control-bodies'
import { csvRecords } from '../support/csv'
import { plenty } from '../support/plenty'
import { hasShared, sharedText } from '../support/shared'
import { answers, zoomServer } from '../support/zoom-server'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
})

beforeEach(() => {
  zoomServer.asked = []
})

const now = new Date('2026-11-25T10:00:00Z')
const number = '97763643886'
const folder = 'zoom/schemas/meetings-endpoints'

const client = () =>
  zoomClient(
    async () => ({ ok: true, accessToken: 'token', apiUrl: zoomServer.apiUrl, version: 1 }),
    plenty(),
  )

const time = { occurrence_id: '1764700000000', start_time: '2026-11-26T17:00:00Z', duration: 60 }
const series = {
  ...bodyOf('meeting-safe.json'),
  id: Number(number),
  type: 8,
  occurrences: [{ ...time, status: 'available' }],
}

/** Reads everything that a check of one account reads, and gives what was asked of Zoom. */
async function everyRequest(): Promise<URL[]> {
  let pages = 0
  zoomServer.respond = (response, request) => {
    const isList = request.url?.startsWith('/v2/users/me/meetings')
    pages += isList ? 1 : 0
    const list = { meetings: [], next_page_token: pages === 1 ? 'a+b/c=' : '' }
    answers(200, isList ? list : { ...series, in_meeting: {}, id: Number(number) })(
      response,
      request,
    )
  }
  await readUser(client())
  await readSettings(client(), 'user_settings')
  await readSettings(client(), 'user_meeting_security')
  await listMeetings(client(), now)
  await readMeeting(client(), number, now)
  return zoomServer.asked.map(({ url }) => new URL(url ?? '', 'http://zoom'))
}

type Parameter = {
  name: string
  in: string
  description?: string
  schema: { type: string; enum?: string[]; maximum?: number }
}

const described = (file: string): { parameters: Parameter[]; requestBody?: JsonObject } =>
  JSON.parse(sharedText(`${folder}/${file}.json`))

/** What is not allowed of a query, by the official description of the endpoint. */
function wrongIn({ searchParams }: URL, file: string): string[] {
  const { parameters } = described(file)
  return [...searchParams].flatMap(([name, value]) => {
    const known = parameters.find((each) => each.name === name && each.in === 'query')
    if (!known) return [`${name} is no parameter`]
    const { enum: choices, maximum, type } = known.schema
    if (choices && !choices.includes(value)) return [`${name}=${value} is no choice`]
    if (maximum !== undefined && Number(value) > maximum) return [`${name}=${value} is too much`]
    return type === 'integer' && !/^\d+$/.test(value) ? [`${name}=${value} is no number`] : []
  })
}

describe.skipIf(!hasShared)('what an audit asks', () => {
  const endpoints = () => csvRecords(sharedText('zoom/endpoints.csv'))

  test('are paths that Zoom has, each asked for with GET', async () => {
    const paths = endpoints().flatMap(({ method, path }) =>
      method === 'GET' && path ? [path] : [],
    )
    const asked = await everyRequest()
    expect(asked).toHaveLength(7)
    expect(new Set(zoomServer.asked.map(({ method }) => method))).toEqual(new Set(['GET']))
    for (const { pathname } of asked) {
      const known = paths.some((path) =>
        new RegExp(`^/v2${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
      )
      expect(known, pathname).toBe(true)
    }
  })

  test('has parameters of the official description only, and values that it allows', async () => {
    const files = [
      [/\/users\/me\/meetings$/, 'get_users_userId_meetings'],
      [/\/meetings\/\d+$/, 'get_meetings_meetingId'],
    ] as const
    let checked = 0
    for (const url of await everyRequest()) {
      const file = files.find(([pattern]) => pattern.test(url.pathname))?.[1]
      if (!file) continue
      checked += 1
      expect(wrongIn(url, file), url.href).toEqual([])
    }
    expect(checked).toBe(4)
    // And the measure itself is one.
    const odd = (query: string) => wrongIn(new URL(`http://zoom/?${query}`), files[0][1])
    expect(odd('page_size=301')).toEqual(['page_size=301 is too much'])
    expect(odd('type=all&uuid=1')).toEqual(['type=all is no choice', 'uuid is no parameter'])
  })

  test('of settings has an option that is documented', async () => {
    const row = endpoints().find(
      ({ method, path }) => method === 'GET' && path === '/users/{userId}/settings',
    )
    const options = (await everyRequest())
      .filter(({ pathname }) => pathname.endsWith('/settings'))
      .map(({ searchParams }) => searchParams.get('option'))
    expect(options).toEqual([null, 'meeting_security'])
    expect(row?.['notes/prerequisites']).toContain('meeting_security')
  })

  test('of a whole account are paths and options that are documented', async () => {
    zoomServer.respond = answers(200, { users: [], groups: [], in_meeting: {} })
    await listUsers(client())
    await listGroups(client())
    for (const kind of [...accountKinds, ...groupKinds]) {
      await readLevelSettings(client(), kind, 'a+b/c=')
    }
    const asked = zoomServer.asked.map(({ url }) => new URL(url ?? '', 'http://zoom'))
    expect(asked).toHaveLength(10)
    for (const { pathname, searchParams } of asked) {
      const row = endpoints().find(
        ({ method, path = '' }) =>
          method === 'GET' &&
          new RegExp(`^/v2${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
      )
      expect(row, pathname).toBeDefined()
      // The notes name each parameter and its choices, an account's for its groups; pages are as
      // everywhere.
      const ofAccount = endpoints().find(
        ({ method, path }) =>
          method === 'GET' &&
          path === row?.['path']?.replace(/^\/groups\/\{\w+\}/, '/accounts/{accountId}'),
      )
      const notes = [row, ofAccount].map((each) => each?.['notes/prerequisites']).join(' ')
      for (const [name, value] of searchParams) {
        const isPage = name === 'page_size' && Number(value) <= 300
        expect(isPage || (notes.includes(name) && notes.includes(value)), `${name}=${value}`).toBe(
          true,
        )
      }
    }
    // A group's id is base64: its slashes and signs are none of the path's.
    expect(asked.at(-1)?.pathname).toBe('/v2/groups/a%2Bb%2Fc%3D/lock_settings')
  })

  test('names a meeting by its number and by nothing else: no UUID is ever in an address', async () => {
    for (const { pathname, search } of await everyRequest()) {
      expect(pathname).toMatch(/^\/v2\/(users\/me(\/settings|\/meetings)?|meetings\/\d+)$/)
      expect(search).not.toContain('uuid')
    }
  })

  test('gives the token of a page back as it came', async () => {
    const tokens = (await everyRequest()).flatMap(
      ({ searchParams }) => searchParams.get('next_page_token') ?? [],
    )
    expect(tokens).toEqual(['a+b/c='])
  })
})

/** The same as a nested body. */
function nested(path: string, value: Json): JsonObject {
  const [key = '', ...rest] = path.split('.')
  return { [key]: rest.length === 0 ? value : nested(rest.join('.'), value) }
}

/** The official body of PATCH, each part of which is closed: what it does not name is refused. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((each: Json) => closed(each))
  if (typeof schema !== 'object' || schema === null) return schema
  const parts = Object.entries(schema).map(([key, part]) => [key, closed(part ?? null)] as const)
  const isObject = 'properties' in schema && !('additionalProperties' in schema)
  return { ...Object.fromEntries(parts), ...(isObject ? { additionalProperties: false } : {}) }
}

describe.skipIf(!hasShared)('what a mend sends', () => {
  test('to one time of a series is what the description of its id names, and nothing else', () => {
    const { parameters } = described('patch_meetings_meetingId')
    const { description = '' } = parameters.find(({ name }) => name === 'occurrence_id') ?? {}
    const named = [...description.matchAll(/`(\w+)`/g)].map(([, name]) => `settings.${name}`)
    expect(named).toContain('settings.waiting_room')
    expect(toMeeting.map(({ path }) => path).filter(isChangeableAtATime)).not.toEqual([])
    for (const { path } of toMeeting) expect(isChangeableAtATime(path)).toBe(named.includes(path))
  })

  const controls = Object.values(catalogue)
  const toMeeting = controls.flatMap((control) => control.fixMeeting ?? [])
  const toUser = controls.flatMap((control) => control.fixUser ?? [])

  test('to a meeting is in the official description of the change, with each of its values', () => {
    const { requestBody } = described('patch_meetings_meetingId')
    const content: { content: { 'application/json': { schema: Json } } } = JSON.parse(
      JSON.stringify(requestBody),
    )
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats(ajv)
    const schema = closed(content.content['application/json'].schema)
    const validate = ajv.compile(typeof schema === 'object' && schema ? schema : {})
    const wrong = toMeeting.flatMap(({ path, words }) =>
      words.flatMap(([value]) => (validate(nested(path, value)) ? [] : [`${path}=${value}`])),
    )
    expect(toMeeting.length).toBeGreaterThan(3)
    // Younger than the description of June 2025: they stand in the official example of 2026.
    const example: JsonObject = JSON.parse(
      sharedText('zoom/fixtures/spec-examples-zoomnet/endpoints/meetings-meetingId_GET.json'),
    )
    const young = new Set(wrong.map((each) => each.replace(/=.*/, '')))
    expect([...young]).toEqual([
      'settings.waiting_room_options.who_goes_to_waiting_room',
      'settings.request_permission_to_unmute_participants',
    ])
    for (const path of young) expect(example).toHaveProperty(path)
    expect(validate(nested('settings.safe', true))).toBe(false)
    expect(validate(nested('settings.waiting_room', 'on'))).toBe(false)
  })

  test('to a user is a setting of a user, of its type', () => {
    const rows = new Map(
      csvRecords(sharedText('zoom/settings_reference.csv')).map((row) => [row['path'], row]),
    )
    expect(toUser.length).toBeGreaterThan(10)
    // What only accounts were seen to have is sent to a user whose answer has it, and to no other.
    const ofAccounts = toUser.filter(({ path }) => rows.get(path)?.['user'] !== 'y')
    expect(new Set(ofAccounts.map(({ path }) => path.split('.').slice(0, 2).join('.')))).toEqual(
      new Set(['meeting_security.waiting_room_options']),
    )
    for (const { path, words } of toUser) {
      expect({ path, known: rows.has(path) }).toEqual({ path, known: true })
      for (const [value] of words) {
        expect({ path, type: typeof value }).toEqual({ path, type: rows.get(path)?.['type'] })
      }
    }
  })
})
