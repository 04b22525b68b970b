import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { evaluateAccount, evaluateGroup, evaluateMeeting, evaluateUser } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { projectBody } from '#lib/core/projection'
import { bodyKinds, type BodyKind, type Reading } from '#lib/core/readings'
import { answerOf } from '#lib/zoom/failure'
import type { ZoomClient } from '#lib/zoom/client'
import { listGroups } from '#lib/zoom/list-groups'
import { listMeetings } from '#lib/zoom/list-meetings'
import { listUsers } from '#lib/zoom/list-users'
import { accountKinds, groupKinds, readLevelSettings } from '#lib/zoom/read-level-settings'
import { readMeeting } from '#lib/zoom/read-meeting'
import { readSettings } from '#lib/zoom/read-settings'
import { readUser } from '#lib/zoom/read-user'
import { bodyOf } from '../support/control-bodies'
import { leavesOf } from '../support/json-leaves'
import { hasShared, sharedFiles, sharedPath } from '../support/shared'

const now = new Date('2026-11-25T12:00:00Z')
const folder = 'zoom/fixtures/'

/** Everything that Zoom was seen or is documented to send, by its path below the fixtures. */
const fixtures = new Map<string, Json>(
  (hasShared ? sharedFiles('zoom/fixtures') : [])
    .filter((path) => path.endsWith('.json'))
    .map((path) => [path.slice(folder.length), JSON.parse(readFileSync(sharedPath(path), 'utf8'))]),
)

const fixture = (path: string): JsonObject => {
  const body = fixtures.get(path)
  if (!isJsonObject(body)) throw new Error(`There is no body ${path}.`)
  return body
}

/** A client whose every answer is this one. */
const alwaysAnswers = (status: number, body: Json): ZoomClient => ({
  stopped: () => null,
  hasAsked: () => true,
  get: () =>
    Promise.resolve(
      answerOf({ answered: true, status, headers: new Headers(), text: JSON.stringify(body) }, now),
    ),
})

const failureOf = async (status: number, path: string) => {
  const answer = await alwaysAnswers(status, fixture(path)).get('/')
  return answer.ok ? 'ok' : `${answer.failure.reason}, again ${answer.failure.again}`
}

/** What is made of a body by each of the product's readers. */
async function readByAll(body: Json): Promise<Reading[]> {
  const client = alwaysAnswers(200, body)
  const { reading } = await readMeeting(client, numberIn(body), now)
  await listMeetings(client, now)
  await listUsers(client)
  await listGroups(client)
  const levels = [...accountKinds, ...groupKinds].map((kind) =>
    readLevelSettings(client, kind, 'g'),
  )
  return [
    ...(await Promise.all(levels)),
    await readUser(client),
    await readSettings(client, 'user_settings'),
    await readSettings(client, 'user_meeting_security'),
    reading,
  ]
}

const numberIn = (body: Json) =>
  isJsonObject(body) && typeof body['id'] === 'number' ? String(body['id']) : '1'

function judgeAsEach(body: JsonObject): number {
  const reading: Reading = { read: true, body }
  return [
    evaluateUser(nspcc2020Cpsu, { user_settings: reading, user_meeting_security: reading }),
    evaluateAccount(nspcc2020Cpsu, { account_settings: reading, account_lock_settings: reading }),
    evaluateGroup(nspcc2020Cpsu, { group_settings: reading }),
    evaluateMeeting(nspcc2020Cpsu, { user_settings: reading }, reading),
  ].flat().length
}

/** Values of a body under keys that are secret whatever Zoom documents beside them. */
const secretKeys =
  /(^|\.)(password|passcode|pmi_password|default_password_for_scheduled_meetings|h323_password|pstn_password|encrypted_password|host_key|dynamic_host_key|(join|start|registration|chat_join|personal_meeting|download|play|share)_url|host_email|email|access_token|refresh_token|download_token|plainToken)$/

const secretsOf = (body: Json): string[] =>
  leavesOf(body).flatMap(({ path, value }) =>
    typeof value === 'string' && value.length > 3 && secretKeys.test(path) ? [value] : [],
  )

/** The secrets of a body that stand in a value of what was kept of it. */
const leaked = (body: Json, kept: Json): string[] => {
  const values = leavesOf(kept).map(({ value }) => JSON.stringify(value))
  return secretsOf(body).filter((secret) => values.some((value) => value.includes(secret)))
}

/** Our own bodies take the same way, so that it is walked without the reference material too. */
const own = [
  ...['user-safe', 'user-security-safe', 'user-open', 'account-safe', 'account-lock', 'group-safe'],
  ...['meeting-safe', 'meeting-open-recurring', 'meeting-personal-room', 'meeting-follows-host'],
]
const everyBody: [string, Json][] = [
  ...own.map((name): [string, Json] => [name, bodyOf(`${name}.json`)]),
  ...fixtures,
]

describe('every body', () => {
  test('there are enough of them', () => {
    expect(own.length).toBeGreaterThan(9)
    expect(everyBody.length).toBeGreaterThan(hasShared ? 100 : 9)
    expect(everyBody.flatMap(([, body]) => secretsOf(body)).length).toBeGreaterThan(5)
  })

  test('is read, or said not to be, by each reader, and keeps no secret', async () => {
    for (const [path, body] of everyBody) {
      const kept = (await readByAll(body)).flatMap((reading) =>
        reading.read ? [reading.body] : [],
      )
      expect(leaked(body, kept), path).toEqual([])
    }
  })

  test('is kept, as any kind, without a secret, and the same when kept again', () => {
    for (const [path, body] of everyBody) {
      if (!isJsonObject(body)) continue
      for (const kind of bodyKinds) {
        const kept = projectBody(kind, body)
        const text = canonicalJson(kept)
        expect(canonicalJson(projectBody(kind, kept)), path).toBe(text)
        expect(leaked(body, kept), path).toEqual([])
      }
    }
  })

  test('is judged at every level, whatever it is', () => {
    const rules = judgeAsEach({})
    expect(rules).toBeGreaterThan(40)
    for (const [path, body] of everyBody) {
      if (!isJsonObject(body)) continue
      for (const kind of bodyKinds) expect(judgeAsEach(projectBody(kind, body)), path).toBe(rules)
    }
  })
})

describe.skipIf(!hasShared)('what Zoom documents', () => {
  test.each([
    [401, 'errors-documented/401-expired.json', 'not_connected, again refused'],
    [401, 'errors-documented/401-invalid.json', 'not_connected, again refused'],
    [400, 'errors-documented/400-4711-missing-scope.json', 'not_granted, again never'],
    [400, 'errors-documented/400-paid-only.json', 'not_readable, again never'],
    [429, 'errors-documented/429-per-second.json', 'zoom_down, again patience'],
    [429, 'errors-documented/429-lock-key.json', 'zoom_down, again patience'],
    [429, 'errors-documented/429-daily.json', 'zoom_down, again later'],
    [404, 'zoom_rb/error-user_not_exist.json', 'not_found, again never'],
    [404, 'zoom_rb/error-not_found.json', 'not_found, again never'],
    [404, 'zoom_rb/error-meeting_not_exist.json', 'not_found, again never'],
    [404, 'zoom_rb/error-group_does_not_exist.json', 'not_found, again never'],
  ])('%i with %s is %s', async (status, path, expected) => {
    expect(await failureOf(status, path)).toBe(expected)
  })

  test('whatever is no error is taken as it is', async () => {
    for (const [path, body] of fixtures) {
      if (isJsonObject(body) && body['code'] !== undefined) continue
      const answer = await alwaysAnswers(200, body).get('/')
      expect(answer, path).toEqual({ ok: true, body })
    }
  })

  const readings: [string, BodyKind, (body: JsonObject) => Promise<Reading>][] = [
    ['real-rest-frigg/users_me-basic.json', 'user', (body) => readUser(alwaysAnswers(200, body))],
    ['rapid7/get_user.json', 'user', (body) => readUser(alwaysAnswers(200, body))],
    ['zoom_rb/user-get.json', 'user', (body) => readUser(alwaysAnswers(200, body))],
    [
      'spec-examples-zoomnet/endpoints/users-userId_GET.json',
      'user',
      (body) => readUser(alwaysAnswers(200, body)),
    ],
    [
      'spec-examples-zoomnet/endpoints/users-userId-settings_GET.json',
      'user_settings',
      (body) => readSettings(alwaysAnswers(200, body), 'user_settings'),
    ],
    ...[
      'zoom_rb/meeting-get.json',
      'spec-examples-zoomnet/endpoints/meetings-meetingId_GET.json',
      'spec-examples-zoomnet/endpoints/users-userId-meetings_POST.json',
    ].map((path): [string, BodyKind, (body: JsonObject) => Promise<Reading>] => [
      path,
      'meeting',
      async (body) => (await readMeeting(alwaysAnswers(200, body), numberIn(body), now)).reading,
    ]),
  ]

  const levels = {
    'accounts-accountId-settings': ['account_settings', 'account_meeting_security'],
    'accounts-accountId-lock_settings': ['account_lock_settings', 'account_lock_meeting_security'],
    'groups-groupId-settings': ['group_settings', 'group_meeting_security'],
    'groups-groupId-lock_settings': ['group_lock_settings', 'group_lock_meeting_security'],
  } as const

  const ofLevels = Object.entries(levels).flatMap(([name, kinds]) =>
    kinds.map((kind) => [`spec-examples-zoomnet/endpoints/${name}_GET.json`, kind] as const),
  )

  test.each(ofLevels)('%s is read as %s', async (path, kind) => {
    const body = fixture(path)
    const reading = await readLevelSettings(alwaysAnswers(200, body), kind, 'g')
    expect(reading).toEqual({ read: true, body: projectBody(kind, body) })
  })

  test('the lists of an account’s people and groups are read', async () => {
    const official = 'spec-examples-zoomnet/endpoints'
    const only = (path: string) => alwaysAnswers(200, { ...fixture(path), next_page_token: '' })
    expect(await listUsers(only(`${official}/users_GET.json`))).toEqual({
      ok: true,
      items: [
        {
          ...{ zoomUserId: 'KDcuGIm1QgePTO8WbOqwIQ', email: 'jchill@example.com' },
          ...{ name: 'Jill Chill', zoomUserType: 1, status: 'active' },
        },
      ],
    })
    expect(await listGroups(only(`${official}/groups_GET.json`))).toEqual({
      ok: true,
      items: [{ zoomGroupId: 'SobVexyrQjqCkcxjpBWi6w', name: 'Developers', members: 200 }],
    })
    expect(await listGroups(only('zoom_rb/groups-list.json'))).toMatchObject({
      ok: true,
      items: [{ zoomGroupId: '0' }, { zoomGroupId: '1' }],
    })
  })

  test.each(readings)('%s is read as a %s', async (path, kind, read) => {
    const body = fixture(path)
    expect(await read(body)).toEqual({ read: true, body: projectBody(kind, body) })
  })

  test('lists are read, with numbers that are text and times of every form', async () => {
    const lists = [
      'zoom_rb/meeting-list.json',
      'spec-examples-zoomnet/endpoints/users-userId-meetings_GET.json',
    ].map(async (path) => {
      // The example of one page names a next one.
      const body = { ...fixture(path), next_page_token: '' }
      const list = await listMeetings(alwaysAnswers(200, body), now)
      return list.ok ? list.meetings : list.reason
    })
    expect(await Promise.all(lists)).toEqual([
      [
        expect.objectContaining({
          zoomMeetingId: '123456789',
          startsAt: new Date('2012-11-25T12:00:00Z'),
        }),
      ],
      [
        expect.objectContaining({
          zoomMeetingId: '97763643886',
          zoomType: 2,
          startsAt: new Date('2022-03-23T06:00:00Z'),
        }),
      ],
    ])
  })
})
