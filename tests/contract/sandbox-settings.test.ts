import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { settingChoices } from '#lib/zoom-sandbox/page-choices'
import { settingsOptions } from '#lib/zoom-sandbox/settings-body'
import { plans } from '#lib/zoom-sandbox/state'
import { bodyOf } from '../support/control-bodies'
import { csvRecords } from '../support/csv'
import { leavesOf, type Leaf } from '../support/json-leaves'
import { hasShared, sharedText } from '../support/shared'
import { addEverybody, askApi, connect, openSandbox } from '../support/stand-in-zoom'

const { sandbox, clock } = await openSandbox()
const { world } = sandbox

for (const plan of plans) world.addUser({ name: plan, email: `${plan}@coach.example`, plan })
addEverybody(sandbox, clock.now)

const bodies = world
  .users()
  .flatMap(({ id, email }) =>
    settingsOptions.map((option) => ({ email, option, body: world.bodyOfSettings(id, option) })),
  )

/** What each answer is made of, however the person is set up. */
const parts = {
  general: [
    ...['schedule_meeting', 'in_meeting', 'recording', 'email_notification', 'telephony'],
    ...['feature', 'tsp', 'profile', 'audio_conferencing', 'whiteboard'],
  ],
  meeting_security: ['meeting_security'],
  meeting_authentication: [
    ...['allow_authentication_exception', 'authentication_options', 'meeting_authentication'],
  ],
  recording_authentication: ['authentication_options', 'recording_authentication'],
}

describe('the shapes', () => {
  test('each option has its own parts and no others, on every plan', () => {
    for (const { option, body } of bodies) {
      expect(Object.keys(body).toSorted()).toEqual(parts[option].toSorted())
    }
  })

  test('what is asked for over HTTP is the same', async () => {
    const [user] = world.users()
    const { access } = await connect(sandbox, user?.id ?? '')
    for (const { option, body } of bodies.slice(0, settingsOptions.length)) {
      const query = option === 'general' ? '' : `?option=${option}`
      const answer = await askApi(sandbox, access, `/users/me/settings${query}`)
      expect(answer).toMatchObject({ status: 200, body })
    }
  })

  // Keys of other levels: a user's settings never have them, so no rule may lean on them there.
  test.each([
    'schedule_meeting.participant_video',
    'schedule_meeting.mute_upon_entry',
    'in_meeting.allow_participants_to_rename',
    'in_meeting.record_play_own_voice',
    'meeting_security.waiting_room_options',
  ])('no user has %s', (path) => {
    for (const { body } of bodies) {
      const found = leavesOf(body).filter((leaf) => `${leaf.path}.`.startsWith(`${path}.`))
      expect(found).toEqual([])
    }
  })
})

const typeOf = (value: Json) => (Array.isArray(value) ? 'array' : typeof value)

const typesOf = (leaves: readonly Leaf[]) =>
  new Map(leaves.map(({ path, value }) => [path, typeOf(value)]))

/** What a new account answers, in all of its shapes at once. */
const newAccount = (): JsonObject =>
  Object.assign(
    {},
    ...bodies.filter(({ email }) => email.startsWith('pro@')).map((each) => each.body),
  )

test('every key of our own bodies is there, with the same type', () => {
  const there = typesOf(leavesOf(newAccount()))
  const own = ['user-safe.json', 'user-security-safe.json', 'user-open.json']
  for (const name of own) {
    for (const [path, type] of typesOf(leavesOf(bodyOf(name)))) {
      expect({ path, type: there.get(path) }).toEqual({ path, type })
    }
  }
})

type Row = Record<string, string>

/** The values that a description lists, each as code before a dash or a colon. */
const enumOf = ({ zoom_description_2023: text = '' }: Row): string[] =>
  [...text.matchAll(/`([^`]+)`\s*[-:]/g)].map(([, value = '']) => value)

describe.skipIf(!hasShared)('the reference of settings', () => {
  const rows = () => csvRecords(sharedText('zoom/settings_reference.csv'))
  const byPath = new Map((hasShared ? rows() : []).map((row) => [row['path'], row]))
  // An empty list has no item to say what it would hold.
  const rowOf = ({ path, value }: Leaf) =>
    byPath.get(path) ??
    (Array.isArray(value) ? rows().find((row) => row['path']?.startsWith(`${path}[]`)) : undefined)

  test('has every key of every body, at the level of a user', () => {
    const unknown = bodies
      .flatMap(({ body }) => leavesOf(body))
      .filter((leaf) => rowOf(leaf)?.['user'] !== 'y')
    expect(unknown.map(({ path }) => path)).toEqual([])
  })

  test('gives every value’s type', () => {
    for (const leaf of bodies.flatMap(({ body }) => leavesOf(body))) {
      if (Array.isArray(leaf.value)) continue
      const { path, value } = leaf
      expect({ path, type: typeof value }).toEqual({ path, type: rowOf(leaf)?.['type'] })
    }
  })

  test('lists every value that is one of several', () => {
    const leaves = [
      ...bodies.flatMap(({ body }) => leavesOf(body)),
      ...settingChoices.flatMap(({ path, choices }) =>
        choices.map(([value]): Leaf => ({ path, value })),
      ),
    ]
    let checked = 0
    for (const leaf of leaves) {
      const row = rowOf(leaf)
      const values = row && row['type'] !== 'boolean' ? enumOf(row) : []
      if (values.length < 2 || Array.isArray(leaf.value)) continue
      checked += 1
      expect(values, leaf.path).toContain(JSON.stringify(leaf.value).replaceAll('"', ''))
    }
    expect(checked).toBeGreaterThan(200)
  })

  test('an account’s own keys are none of a user’s', () => {
    const accountOnly = new Set(
      rows().flatMap(({ path, account, user }) => (account === 'y' && user !== 'y' ? [path] : [])),
    )
    expect(accountOnly.size).toBeGreaterThan(100)
    const there = bodies.flatMap(({ body }) => leavesOf(body)).map(({ path }) => path)
    expect(there.filter((path) => accountOnly.has(path))).toEqual([])
  })

  /** What is left out: webinars, licences, numbers of other countries, files. No rule looks there. */
  const leftOut =
    /webinar|panelist|\.numbers\[\]|\.files\[\]|^feature\.|_regions\[\]|^tsp\.global|_interpretation\.|custom_service_instructions|share_dual_camera|\.domains$/

  test('the official example has no other keys than we have, but for those left out', () => {
    const example: JsonObject = JSON.parse(
      sharedText('zoom/fixtures/spec-examples-zoomnet/endpoints/users-userId-settings_GET.json'),
    )
    const there = typesOf(leavesOf(newAccount()))
    const missing = leavesOf(example)
      .map(({ path }) => path)
      .filter((path) => !there.has(path) && !there.has(path.replace(/\[\]$/, '')))
    expect(missing.filter((path) => !leftOut.test(path))).toEqual([])
  })
})
