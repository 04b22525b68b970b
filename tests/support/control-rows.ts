import { criticalSettings } from '#lib/core/controls/locked-settings'
import type { Parameters } from '#lib/core/controls/control'
import type { SettingsLevel } from '#lib/core/controls/settings'
import type { ControlId, Result } from '#lib/core/results'
import type { Values } from './control-bodies'

/**
 * For each control at each of its levels: a body that meets it, one that does not, and what becomes
 * of it where a field is absent or has a value that says nothing. A control without a row is red.
 */
export type ControlRow = {
  readonly levels: readonly SettingsLevel[]
  /** Every field that it needs, each with a good value. */
  readonly good: Values
  /** What to change in it, so that it is not met any more. */
  readonly bad: Values
  readonly parameters?: Parameters
  /** Where Zoom alone never says that it is met, or that it is not: what comes instead, and why. */
  readonly best?: { readonly result: Result; readonly why: string }
  readonly worst?: { readonly result: Result; readonly why: string }
}

const every = ['user', 'account', 'group'] as const
const m = 'meeting_security'
const s = 'schedule_meeting'
const i = 'in_meeting'
const r = 'recording'

/** A switch, at its paths: good where all of them are. */
const switches = (
  good: boolean,
  ...paths: readonly string[]
): Pick<ControlRow, 'good' | 'bad'> => ({
  good: Object.fromEntries(paths.map((path) => [path, good])),
  bad: { [paths[0] ?? '']: !good },
})

const pmi = (planned: string): Pick<ControlRow, 'good' | 'bad'> =>
  switches(false, `${s}.use_pmi_for_${planned}_meetings`, `${s}.use_pmi_for_instant_meetings`)

const critical = Object.values(criticalSettings).flat()

/** Whatever of the settings that matter most can be locked. */
export const criticalPaths = critical.map(({ path }) => path)
const inGroups = critical.filter((each) => each.inGroups)
const untoldAlone = 'a body of its own would have to say it, which this level has not'

export const controlRows: { readonly [id in ControlId]: readonly ControlRow[] } = {
  Z01: [
    {
      levels: every,
      good: {
        ...switches(
          true,
          `${m}.meeting_password`,
          `${m}.pmi_password`,
          `${m}.phone_password`,
          `${s}.require_password_for_scheduling_new_meetings`,
          `${s}.require_password_for_instant_meetings`,
        ).good,
        [`${s}.require_password_for_pmi_meetings`]: 'all',
      },
      bad: { [`${s}.require_password_for_pmi_meetings`]: 'jbh_only' },
    },
    { levels: ['meeting'], ...switches(true, 'password.present') },
  ],
  Z02: [
    {
      levels: every,
      good: {
        [`${m}.waiting_room`]: true,
        [`${m}.waiting_room_settings.participants_to_place_in_waiting_room`]: 0,
      },
      bad: { [`${m}.waiting_room_options.admit_type`]: 1 },
    },
    {
      levels: ['meeting'],
      good: {
        'settings.waiting_room': true,
        'settings.waiting_room_options.mode': 'custom',
        'settings.waiting_room_options.who_goes_to_waiting_room': 'everyone',
      },
      bad: { 'settings.waiting_room_options.who_goes_to_waiting_room': 'users_not_in_account' },
    },
  ],
  Z22: [
    {
      levels: ['user', 'account'],
      good: { [`${m}.waiting_room_options.admit_type`]: 2 },
      bad: { [`${m}.waiting_room_options.admit_type`]: 1 },
      worst: { result: 'met', why: 'it asks whether it is known; what is known counts in Z02' },
    },
  ],
  Z03: [
    {
      levels: every,
      good: {
        [`${i}.who_can_share_screen`]: 'host',
        [`${i}.who_can_share_screen_when_someone_is_sharing`]: 'host',
      },
      bad: { [`${i}.who_can_share_screen`]: 'all' },
    },
  ],
  Z04: [
    { levels: every, ...switches(false, `${s}.join_before_host`) },
    { levels: ['meeting'], ...switches(false, 'settings.join_before_host') },
  ],
  Z05: [
    { levels: ['user', 'account'], ...pmi('scheduled') },
    { levels: ['group'], ...pmi('schedule') },
    {
      levels: ['meeting'],
      good: { 'settings.use_pmi': false, type: 2 },
      bad: { type: 4 },
    },
  ],
  Z06a: [
    {
      levels: every,
      good: { [`${i}.private_chat`]: false, [`${i}.allow_participants_chat_with`]: 2 },
      bad: { [`${i}.allow_participants_chat_with`]: 4 },
    },
  ],
  Z06b: [
    {
      levels: every,
      good: { [`${i}.allow_participants_chat_with`]: 2 },
      bad: { [`${i}.allow_participants_chat_with`]: 3 },
    },
  ],
  Z07: [{ levels: every, ...switches(false, `${i}.file_transfer`) }],
  Z08: [{ levels: every, ...switches(false, `${i}.annotation`, `${i}.whiteboard`) }],
  Z09: [
    { levels: every, ...switches(false, `${i}.remote_control`, `${i}.far_end_camera_control`) },
  ],
  Z11: [
    { levels: ['account'], ...switches(false, `${i}.allow_participants_to_rename`) },
    {
      levels: ['user', 'group'],
      ...switches(false, `${i}.allow_participants_to_rename`),
      best: { result: 'could_not_check', why: untoldAlone },
      worst: { result: 'could_not_check', why: untoldAlone },
    },
  ],
  Z12: [
    {
      levels: every,
      good: {
        [`${r}.auto_recording`]: 'none',
        [`${r}.local_recording`]: false,
        [`${r}.cloud_recording`]: false,
      },
      bad: { [`${r}.auto_recording`]: 'cloud' },
    },
    {
      levels: ['meeting'],
      good: { 'settings.auto_recording': 'none' },
      bad: { 'settings.auto_recording': 'local' },
    },
    {
      levels: ['meeting'],
      parameters: { recording: 'required' },
      good: { 'settings.auto_recording': 'cloud' },
      bad: { 'settings.auto_recording': 'none' },
    },
  ],
  Z13: [
    {
      levels: ['user', 'account'],
      good: {
        [`${r}.cloud_recording`]: true,
        [`${r}.auto_delete_cmr`]: true,
        [`${r}.auto_delete_cmr_days`]: 30,
      },
      bad: { [`${r}.auto_delete_cmr_days`]: 31 },
      best: {
        result: 'could_not_check',
        why: 'Zoom was measured to tell wrongly whether people are told of a recording',
      },
    },
  ],
  Z14: [{ levels: every, ...switches(false, `${i}.allow_live_streaming`) }],
  Z15: [
    { levels: every, ...switches(false, `${i}.breakout_room`) },
    {
      levels: every,
      parameters: { rooms: 'two_adults' },
      ...switches(false, `${i}.breakout_room`),
      worst: { result: 'could_not_check', why: 'Zoom does not say who is in a breakout room' },
    },
  ],
  Z16: [
    { levels: every, ...switches(true, `${i}.co_host`) },
    {
      levels: ['meeting'],
      good: { 'settings.alternative_hosts.present': true },
      bad: { 'settings.alternative_hosts.present': false },
      worst: { result: 'could_not_check', why: 'then the host’s own settings decide: unread here' },
    },
  ],
  Z17: [
    {
      levels: every,
      ...switches(true, `${s}.mute_upon_entry`, `${i}.request_permission_to_unmute_participants`),
    },
    {
      levels: ['meeting'],
      ...switches(
        true,
        'settings.mute_upon_entry',
        'settings.request_permission_to_unmute_participants',
      ),
    },
  ],
  Z18: [
    { levels: ['account'], ...switches(true, ...critical.map(({ path }) => path)) },
    { levels: ['group'], ...switches(true, ...inGroups.map(({ path }) => path)) },
  ],
  Z21: [
    {
      levels: ['user'],
      ...switches(
        false,
        `${i}.meeting_summary_with_ai_companion.enable`,
        `${i}.ai_companion_questions.enable`,
      ),
      bad: {
        [`${i}.meeting_summary_with_ai_companion.enable`]: true,
        [`${i}.meeting_summary_with_ai_companion.auto_enable`]: true,
      },
    },
    {
      levels: ['meeting'],
      ...switches(
        false,
        'settings.auto_start_meeting_summary',
        'settings.auto_start_ai_companion_questions',
      ),
    },
  ],
  // Of a session it makes what others made of it: see below.
  M01: [],
  M03: [
    {
      levels: ['meeting'],
      good: { 'settings.approval_type': 1 },
      bad: { 'settings.approval_type': 2 },
      worst: {
        result: 'could_not_check',
        why: 'a club may let people sign up in its own way, which Zoom does not see',
      },
    },
  ],
}
