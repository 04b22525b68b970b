import { describe, expect, test } from 'vitest'
import type { Json } from '#lib/core/canonical-json'
import type { ControlId, Result } from '#lib/core/results'
import { judgeUser, type Values } from '../support/control-bodies'

const met = 'met'
const not = 'not_met'
const unknown = 'could_not_check'

/** Set on a body that meets every rule: the path, what stands there, and what comes of it. */
type Row = [path: string, value: Json | undefined, result: Result]

const security = 'meeting_security'
const plan = 'schedule_meeting'
const during = 'in_meeting'
const room = `${security}.waiting_room_settings.participants_to_place_in_waiting_room`
const admit = `${security}.waiting_room_options.admit_type`
const chatWith = `${during}.allow_participants_chat_with`

/** A switch: what is good, what is not, and what says nothing. */
const onOff = (path: string, good: boolean): Row[] => [
  [path, good, met],
  [path, !good, not],
  [path, undefined, unknown],
  [path, null, unknown],
  [path, String(good), unknown],
  [path, good ? 1 : 0, unknown],
  [path, { enable: good }, unknown],
]

const tables: [ControlId, Row[]][] = [
  [
    'Z01',
    [
      ...onOff(`${security}.meeting_password`, true),
      ...onOff(`${security}.pmi_password`, true),
      ...onOff(`${security}.phone_password`, true),
      ...onOff(`${plan}.require_password_for_scheduling_new_meetings`, true),
      ...onOff(`${plan}.require_password_for_instant_meetings`, true),
      [`${plan}.require_password_for_pmi_meetings`, 'all', met],
      [`${plan}.require_password_for_pmi_meetings`, 'jbh_only', not],
      [`${plan}.require_password_for_pmi_meetings`, 'none', not],
      [`${plan}.require_password_for_pmi_meetings`, 'some', unknown],
      [`${plan}.require_password_for_pmi_meetings`, true, unknown],
      [`${plan}.require_password_for_pmi_meetings`, undefined, unknown],
    ],
  ],
  [
    'Z02',
    [
      ...onOff(`${security}.waiting_room`, true),
      [room, 0, met],
      [room, 1, not],
      [room, 2, not],
      [room, 3, unknown],
      [room, '0', unknown],
      [room, undefined, unknown],
      [admit, 1, not],
      [admit, 2, met],
      [admit, 3, not],
      [admit, 4, not],
      [admit, 5, unknown],
      [admit, '2', unknown],
      [`${security}.waiting_room_options.enable`, false, not],
    ],
  ],
  [
    'Z22',
    [
      [admit, undefined, unknown],
      [admit, 1, met],
      [admit, 2, met],
      [admit, 3, met],
      [admit, 4, met],
      [admit, 'manual', unknown],
    ],
  ],
  [
    'Z03',
    [
      [`${during}.who_can_share_screen`, 'host', met],
      [`${during}.who_can_share_screen`, 'all', not],
      [`${during}.who_can_share_screen`, 'Host', unknown],
      [`${during}.who_can_share_screen`, undefined, unknown],
      [`${during}.who_can_share_screen_when_someone_is_sharing`, 'host', met],
      [`${during}.who_can_share_screen_when_someone_is_sharing`, 'all', not],
      [`${during}.who_can_share_screen_when_someone_is_sharing`, false, unknown],
      [`${during}.who_can_share_screen_when_someone_is_sharing`, undefined, unknown],
    ],
  ],
  ['Z04', onOff(`${plan}.join_before_host`, false)],
  [
    'Z05',
    [
      ...onOff(`${plan}.use_pmi_for_scheduled_meetings`, false),
      ...onOff(`${plan}.use_pmi_for_instant_meetings`, false),
    ],
  ],
  [
    'Z06a',
    [
      ...onOff(`${during}.private_chat`, false),
      [chatWith, 1, met],
      [chatWith, 2, met],
      [chatWith, 3, met],
      [chatWith, 4, not],
      [chatWith, 5, unknown],
      [chatWith, '1', unknown],
      [chatWith, undefined, unknown],
    ],
  ],
  [
    'Z06b',
    [
      [chatWith, 1, met],
      [chatWith, 2, met],
      [chatWith, 3, not],
      [chatWith, 4, not],
      [chatWith, 0, unknown],
      [chatWith, undefined, unknown],
      [`${during}.chat`, false, met],
      [`${during}.chat`, undefined, met],
    ],
  ],
  ['Z07', onOff(`${during}.file_transfer`, false)],
  ['Z08', [...onOff(`${during}.annotation`, false), ...onOff(`${during}.whiteboard`, false)]],
  [
    'Z09',
    [
      ...onOff(`${during}.remote_control`, false),
      ...onOff(`${during}.far_end_camera_control`, false),
    ],
  ],
  [
    'Z12',
    [
      ...onOff('recording.local_recording', false),
      ...onOff('recording.cloud_recording', false),
      ['recording.auto_recording', 'none', met],
      ['recording.auto_recording', 'local', not],
      ['recording.auto_recording', 'cloud', not],
      ['recording.auto_recording', false, unknown],
      ['recording.auto_recording', undefined, unknown],
      // It reads false where people do see the notice, so nothing hangs on it.
      ['recording.recording_disclaimer', true, met],
    ],
  ],
  ['Z14', onOff(`${during}.allow_live_streaming`, false)],
  ['Z16', onOff(`${during}.co_host`, true)],
  [
    'Z17',
    [
      // A user's settings have no such key: unknown until another body of Zoom's says it.
      [`${plan}.mute_upon_entry`, undefined, unknown],
      [`${plan}.mute_upon_entry`, true, met],
      [`${plan}.mute_upon_entry`, false, not],
      [`${during}.request_permission_to_unmute_participants`, false, not],
    ],
  ],
  [
    'Z21',
    [
      [`${during}.meeting_summary_with_ai_companion.auto_enable`, false, met],
      [`${during}.meeting_summary_with_ai_companion.auto_enable`, true, not],
      [`${during}.meeting_summary_with_ai_companion.auto_enable`, undefined, unknown],
      [`${during}.meeting_summary_with_ai_companion`, undefined, unknown],
      [`${during}.meeting_summary_with_ai_companion.enable`, false, met],
      [`${during}.ai_companion_questions.enable`, false, met],
      [`${during}.ai_companion_questions`, undefined, unknown],
      [`${during}.ai_companion_questions`, true, unknown],
    ],
  ],
]

describe.each(tables)('%s on a user’s settings', (id, rows) => {
  test.each(rows)('%s = %j is %s', (path, value, result) => {
    expect(judgeUser(id, { [path]: value }).result).toBe(result)
  })
})

describe('settings that bear on each other', () => {
  const rows: [ControlId, Values, Result][] = [
    // A room that is off is off, whoever would be placed in it.
    ['Z02', { [`${security}.waiting_room`]: false, [room]: undefined }, not],
    // What is not met decides over what is not known.
    [
      'Z01',
      { [`${security}.pmi_password`]: false, [`${security}.phone_password`]: undefined },
      not,
    ],
    ['Z08', { [`${during}.annotation`]: undefined, [`${during}.whiteboard`]: true }, not],
    // With no sharing at all, nobody can share.
    [
      'Z03',
      { [`${during}.screen_sharing`]: false, [`${during}.who_can_share_screen`]: 'all' },
      met,
    ],
    // With no personal room at all, nothing can be held there.
    [
      'Z05',
      { [`${plan}.personal_meeting`]: false, [`${plan}.use_pmi_for_instant_meetings`]: true },
      met,
    ],
    // The newer and the older chat settings contradict each other: the open one decides.
    ['Z06a', { [`${during}.private_chat`]: true, [chatWith]: 1 }, not],
    ['Z06a', { [`${during}.private_chat`]: false, [chatWith]: 4 }, not],
    ['Z06a', { [`${during}.private_chat`]: true, [`${during}.chat`]: false }, not],
    ['Z06a', { [`${during}.chat`]: false, [chatWith]: 4 }, met],
    ['Z06b', { [`${during}.chat`]: false, [chatWith]: 4 }, met],
    // A group's name for this key says nothing about a user.
    [
      'Z05',
      {
        [`${plan}.use_pmi_for_scheduled_meetings`]: undefined,
        [`${plan}.use_pmi_for_schedule_meetings`]: false,
      },
      unknown,
    ],
  ]
  test.each(rows)('%s with %j is %s', (id, values, result) => {
    expect(judgeUser(id, values).result).toBe(result)
  })
})

test('Z22 says that the plan does not tell, so that a statement may stand in', () => {
  expect(judgeUser('Z22', {}).reason).toBe('not_readable')
})

test('a reason stands with what could not be checked, and with nothing else', () => {
  expect(judgeUser('Z04', { [`${plan}.join_before_host`]: undefined }).reason).toBe('field_absent')
  expect(judgeUser('Z04', { [`${plan}.join_before_host`]: 'no' }).reason).toBe('unreadable_body')
  expect(judgeUser('Z04', {})).not.toHaveProperty('reason')
})

test('what stands in a field of the wrong kind is never repeated', () => {
  const judged = judgeUser('Z04', { [`${plan}.join_before_host`]: 'hunter2' })
  expect(judged.because).not.toContain('hunter2')
})
