import { describe, expect, test } from 'vitest'
import { evaluateMeeting } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import type { Json } from '#lib/core/canonical-json'
import type { ControlId, Result } from '#lib/core/results'
import {
  judgeMeeting,
  pick,
  read,
  safeMeeting,
  withValues,
  type Values,
} from '../support/control-bodies'

const met = 'met'
const not = 'not_met'
const unknown = 'could_not_check'

type Row = [path: string, value: Json | undefined, result: Result]

const onOff = (path: string, good: boolean): Row[] => [
  [path, good, met],
  [path, !good, not],
  [path, undefined, unknown],
  [path, null, unknown],
  [path, String(good), unknown],
  [path, good ? 1 : 0, unknown],
]

const options = 'settings.waiting_room_options'

const tables: [ControlId, Row[]][] = [
  [
    'Z01',
    [
      ['password', { present: true }, met],
      ['password', { present: false }, not],
      ['password', undefined, unknown],
      ['password', {}, unknown],
      ['password', true, unknown],
      ['password', '', unknown],
    ],
  ],
  [
    'Z02',
    [
      ...onOff('settings.waiting_room', true),
      [`${options}.who_goes_to_waiting_room`, 'everyone', met],
      [`${options}.who_goes_to_waiting_room`, 'users_not_in_account', not],
      [`${options}.who_goes_to_waiting_room`, 'users_not_in_org', not],
      [`${options}.who_goes_to_waiting_room`, 'users_not_in_account_or_whitelisted_domains', not],
      [`${options}.who_goes_to_waiting_room`, 'users_not_on_invite', not],
      [`${options}.who_goes_to_waiting_room`, 'nobody we know', unknown],
      [`${options}.who_goes_to_waiting_room`, undefined, unknown],
      [`${options}.mode`, 'follow_setting', met],
      [`${options}.mode`, 'something', unknown],
      [`${options}.mode`, undefined, unknown],
      [options, undefined, unknown],
      [options, true, unknown],
    ],
  ],
  ['Z04', onOff('settings.join_before_host', false)],
  [
    'Z05',
    [
      ...onOff('settings.use_pmi', false),
      ['type', 1, met],
      ['type', 2, met],
      ['type', 3, met],
      ['type', 4, not],
      ['type', 8, met],
      ['type', 10, met],
      ['type', 99, unknown],
      ['type', '2', unknown],
      ['type', undefined, unknown],
    ],
  ],
  [
    'Z12',
    [
      ['settings.auto_recording', 'none', met],
      ['settings.auto_recording', 'local', not],
      ['settings.auto_recording', 'cloud', not],
      ['settings.auto_recording', 'off', unknown],
      ['settings.auto_recording', undefined, unknown],
    ],
  ],
  [
    'Z16',
    [
      ['settings.alternative_hosts', { present: true }, met],
      // Nobody named: the host's own setting says whether a second adult can be put in charge.
      ['settings.alternative_hosts', { present: false }, met],
      ['settings.alternative_hosts', undefined, met],
      ['settings', undefined, unknown],
    ],
  ],
  [
    'Z17',
    [
      ...onOff('settings.mute_upon_entry', true),
      ...onOff('settings.request_permission_to_unmute_participants', true),
    ],
  ],
  [
    'Z21',
    [
      ...onOff('settings.auto_start_meeting_summary', false),
      ...onOff('settings.auto_start_ai_companion_questions', false),
    ],
  ],
]

describe.each(tables)('%s on a meeting', (id, rows) => {
  test.each(rows)('%s = %j is %s', (path, value, result) => {
    expect(judgeMeeting(id, { [path]: value }).result).toBe(result)
  })
})

describe('what a meeting leaves to its host’s settings', () => {
  const room = 'meeting_security.waiting_room_settings.participants_to_place_in_waiting_room'
  const admit = 'meeting_security.waiting_room_options.admit_type'
  const follows = { [`${options}.mode`]: 'follow_setting' }
  const rows: [string, ControlId, Values, Values, Result][] = [
    ['the host places some only', 'Z02', follows, { [room]: 1 }, not],
    ['the host’s placing is not known', 'Z02', follows, { [room]: undefined }, unknown],
    ['the meeting’s room is off', 'Z02', { ...follows, 'settings.waiting_room': false }, {}, not],
    [
      'the meeting’s room is not known',
      'Z02',
      { ...follows, 'settings.waiting_room': undefined },
      {},
      unknown,
    ],
    ['the meeting places everyone itself', 'Z02', {}, { [room]: 1 }, met],
    ['the room lets people in by itself', 'Z02', {}, { [admit]: 1 }, not],
    ['and so where the host’s rule is followed', 'Z02', follows, { [admit]: 1 }, not],
    [
      'nobody named, no co-host',
      'Z16',
      { 'settings.alternative_hosts': undefined },
      { 'in_meeting.co_host': false },
      not,
    ],
    [
      'nobody named, not known',
      'Z16',
      { 'settings.alternative_hosts': undefined },
      { 'in_meeting.co_host': undefined },
      unknown,
    ],
    ['a host named, no co-host', 'Z16', {}, { 'in_meeting.co_host': false }, met],
  ]
  test.each(rows)('%s: %s', (_name, id, meeting, user, result) => {
    expect(judgeMeeting(id, meeting, user).result).toBe(result)
  })

  test('a host whose security settings could not be read leaves Z02 open, and says why', () => {
    const results = evaluateMeeting(
      nspcc2020Cpsu,
      { user_meeting_security: { read: false, reason: 'zoom_down' } },
      read(withValues(safeMeeting, follows)),
    )
    expect(pick(results, 'Z02')).toMatchObject({ result: unknown, reason: 'zoom_down' })
  })
})

describe('a meeting started on the spot', () => {
  const instant = (join: boolean | undefined) =>
    judgeMeeting('Z04', { type: 1, 'settings.join_before_host': join })
  test('has nobody in it before its host', () => {
    expect(instant(true).result).toBe('not_applicable')
    expect(instant(undefined).result).toBe('not_applicable')
    expect(instant(false).result).toBe(met)
  })
})

describe('M01, the session as a whole', () => {
  const whole = (values: Values) => judgeMeeting('M01', values)

  test('is met when every MUST is', () => expect(whole({}).result).toBe(met))

  test('names what is not met, and that decides over what is not known', () => {
    const judged = whole({ 'settings.waiting_room': false, password: undefined })
    expect(judged).toMatchObject({ result: not, because: 'Not met in this session: Z02.' })
  })

  test('is unknown when a MUST is', () => {
    expect(whole({ password: undefined })).toMatchObject({
      result: unknown,
      reason: 'field_absent',
    })
  })

  test('does not hang on a SHOULD', () => {
    expect(whole({ 'settings.mute_upon_entry': false }).result).toBe(met)
  })

  test('is derived, and nothing else is', () => {
    const results = evaluateMeeting(nspcc2020Cpsu, {}, read(safeMeeting))
    expect(results.filter(({ derived }) => derived).map(({ control }) => control)).toEqual(['M01'])
  })
})
