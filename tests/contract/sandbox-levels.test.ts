import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { accountOptions, groupOptions, lockOptions } from '#lib/zoom-sandbox/level-bodies'
import { accessOf, askAsServer, openClubSandbox } from '../support/apps-in-zoom'
import { bodyOf } from '../support/control-bodies'
import { csvRecords } from '../support/csv'
import { leavesOf, type Leaf } from '../support/json-leaves'
import { hasShared, sharedText } from '../support/shared'
import { askApi } from '../support/stand-in-zoom'

const { sandbox, club } = await openClubSandbox()
const token = accessOf(await askAsServer(sandbox))
const [group] = club.groups

/** Every answer about settings and locks, by the column of the reference that it is in. */
const asked = [
  ...accountOptions.map((option) => ['account', `/accounts/me/settings`, option] as const),
  ...groupOptions.map((option) => ['group', `/groups/${group?.id}/settings`, option] as const),
  ...lockOptions.map((option) => ['account_lock', `/accounts/me/lock_settings`, option] as const),
  ...lockOptions.map(
    (option) => ['group_lock', `/groups/${group?.id}/lock_settings`, option] as const,
  ),
]

const answers = await Promise.all(
  asked.map(async ([level, path, option]) => {
    const query = option === 'general' ? '' : `?option=${option}`
    const { status, body } = await askApi(sandbox, token, `${path}${query}`)
    return { level, option, status, body }
  }),
)

const bodiesOf = (level: string) => answers.filter((each) => each.level === level)

const leavesAt = (level: string): Leaf[] => bodiesOf(level).flatMap(({ body }) => leavesOf(body))

const general = (level: string) =>
  Object.keys(bodiesOf(level).find(({ option }) => option === 'general')?.body ?? {}).toSorted()

describe('the shapes', () => {
  test('each option answers, with its own part and no other', () => {
    expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 200))
    const authentication = [
      ...['allow_authentication_exception', 'authentication_options', 'meeting_authentication'],
    ]
    for (const { option, body } of answers) {
      const keys = Object.keys(body).toSorted()
      if (option === 'meeting_security') expect(keys).toEqual(['meeting_security'])
      if (option === 'security') expect(keys).toEqual(['security'])
      if (option === 'meeting_authentication') expect(keys).toEqual(authentication)
      if (option === 'recording_authentication') {
        expect(keys).toEqual(['authentication_options', 'recording_authentication'])
      }
      if (option === 'general') {
        expect(keys).toEqual(
          expect.arrayContaining(['in_meeting', 'recording', 'schedule_meeting', 'telephony']),
        )
      }
    }
    expect(general('group')).not.toContain('integration')
    expect(general('account')).not.toContain('whiteboard')
  })

  // What only an account, or only a group, says: no rule may look for it elsewhere.
  test.each([
    ['account', 'meeting_security.waiting_room_options.admit_type', true],
    ['group', 'meeting_security.waiting_room_options.admit_type', false],
    ['account', 'schedule_meeting.mute_upon_entry', false],
    ['group', 'schedule_meeting.mute_upon_entry', true],
    ['account', 'schedule_meeting.participant_video', true],
    ['account', 'schedule_meeting.participants_video', false],
    ['group', 'schedule_meeting.participants_video', false],
    ['account', 'schedule_meeting.jbh_time', true],
    ['group_lock', 'in_meeting.waiting_room', true],
    ['account_lock', 'in_meeting.waiting_room', false],
  ])('%s, %s: %s', (level, path, there) => {
    expect(leavesAt(level).some((leaf) => leaf.path === path)).toBe(there)
  })
})

const typeOf = (value: Json) => (Array.isArray(value) ? 'array' : typeof value)

test('every key of our own bodies is there, with the same type', () => {
  const own = [
    ['account', 'account-safe.json'],
    ['group', 'group-safe.json'],
    ['account_lock', 'account-lock.json'],
  ] as const
  for (const [level, name] of own) {
    const there = new Map(leavesAt(level).map(({ path, value }) => [path, typeOf(value)]))
    for (const { path, value } of leavesOf(bodyOf(name))) {
      // Ours says of a group what only an account and a user have.
      if (path === 'recording.recording_disclaimer' && level === 'group') continue
      expect({ name, path, type: there.get(path) }).toEqual({ name, path, type: typeOf(value) })
    }
  }
})

describe.skipIf(!hasShared)('the reference of settings', () => {
  type Row = Record<string, string>
  const rows: readonly Row[] = hasShared
    ? csvRecords(sharedText('zoom/settings_reference.csv'))
    : []
  const byPath = new Map(rows.map((row) => [row['path'], row]))
  // An empty list has no item to say what it would hold.
  const rowOf = ({ path, value }: Leaf) =>
    byPath.get(path) ??
    (Array.isArray(value) ? rows.find((row) => row['path']?.startsWith(`${path}[]`)) : undefined)

  test.each(['account', 'group', 'account_lock', 'group_lock'])(
    'has every key of every answer, at the level of %s',
    (level) => {
      const leaves = leavesAt(level)
      expect(leaves.length).toBeGreaterThan(50)
      const unknown = leaves.filter((leaf) => rowOf(leaf)?.[level] !== 'y')
      expect(unknown.map(({ path }) => path)).toEqual([])
    },
  )

  test.each(['account', 'group'])('gives every value’s type, at the level of %s', (level) => {
    for (const leaf of leavesAt(level)) {
      if (Array.isArray(leaf.value)) continue
      const { path, value } = leaf
      expect({ path, type: typeof value }).toEqual({ path, type: rowOf(leaf)?.['type'] })
    }
  })

  test.each(['account', 'group'])('lists every value that is one of several: %s', (level) => {
    let checked = 0
    for (const leaf of leavesAt(level)) {
      const row = rowOf(leaf)
      const text = row && row['type'] !== 'boolean' ? (row['zoom_description_2023'] ?? '') : ''
      const values = [...text.matchAll(/`([^`]+)`\s*[-:]/g)].map(([, value = '']) => value)
      if (values.length < 2 || Array.isArray(leaf.value)) continue
      checked += 1
      expect(values, leaf.path).toContain(JSON.stringify(leaf.value).replaceAll('"', ''))
    }
    expect(checked).toBeGreaterThan(5)
  })

  test('a lock is yes or no, whatever it locks', () => {
    const locks = [...leavesAt('account_lock'), ...leavesAt('group_lock')]
    expect(new Set(locks.map(({ value }) => typeof value))).toEqual(new Set(['boolean']))
  })

  const example = (name: string): JsonObject =>
    JSON.parse(sharedText(`zoom/fixtures/spec-examples-zoomnet/endpoints/${name}.json`))

  /** Left out everywhere: webinars, chat between meetings, numbers, files, texts. No rule looks there. */
  const leftOut =
    /webinar|panelist|^chat\.|chat_etiquette_tool|\.numbers\[\]|\.files\[\]|_regions|regions$|^tsp\.|_interpretation\.|custom_service_instructions|\.domains$|auto_generated_translation|archive|^other_options|^zoom_rooms|^smart_recognition|^mail_calendar|^general_setting|session|entry_exit_chime|enforce_login_domains|ip_address_access_control|meeting_template|allow_host_panelists|manage_saved_polls|_domain_list\[\]/

  test.each([
    ['account', 'accounts-accountId-settings_GET'],
    ['group', 'groups-groupId-settings_GET'],
    ['account_lock', 'accounts-accountId-lock_settings_GET'],
    ['group_lock', 'groups-groupId-lock_settings_GET'],
  ])('the official example of %s has no other keys than we have', (level, name) => {
    const there = new Set(leavesAt(level).map(({ path }) => path))
    const missing = leavesOf(example(name))
      .map(({ path }) => path)
      .filter((path) => !there.has(path) && !there.has(path.replace(/\[\].*$/, '')))
    expect(missing.filter((path) => !leftOut.test(path))).toEqual([])
  })
})
