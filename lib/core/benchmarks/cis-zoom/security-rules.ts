import type { BenchmarkRule } from '../benchmark-rule'
import { asks, notTold, off, on, person } from './build-rule'

const passcode = 'meeting_security.meeting_password_requirement'
const olderPasscode = 'schedule_meeting.meeting_password_requirement'
/** Only an account or a group can lock a setting for its people. */
const lockedAbove = { at: ['account', 'group'], locked: true } as const
const notForGroups = { at: ['account', 'user'] } as const
const children =
  'Children join with a parent’s device, often without a Zoom account: they would be kept out.'

/** 1.1.1 and 1.1.2: security of meetings, and how they are planned. */
export const securityRules: readonly BenchmarkRule[] = [
  asks('1.1.1.1.1', 1, 'Passcodes have at least 6 characters', `${passcode}.length`, { from: 6 }),
  on('1.1.1.1.2', 1, 'Passcodes have a letter', `${passcode}.have_letter`),
  on('1.1.1.1.3', 1, 'Passcodes have a number', `${passcode}.have_number`),
  on('1.1.1.1.4', 2, 'Passcodes have a special character', `${passcode}.have_special_character`),
  on(
    '1.1.1.1.5',
    2,
    'Passcodes have upper and lower case letters',
    `${passcode}.have_upper_and_lower_characters`,
  ),
  asks(
    '1.1.1.1.6',
    2,
    'Passcodes have no run of characters such as “abcd”',
    `${passcode}.consecutive_characters_length`,
    { from: 4, to: 8 },
  ),
  on('1.1.1.1.7', 2, 'Weak passcodes are pointed out', `${passcode}.weak_enhance_detection`),
  off('1.1.1.1.8', 1, 'Passcodes are more than numbers', `${passcode}.only_allow_numeric`),
  on('1.1.1.2', 1, 'The waiting room is on', 'meeting_security.waiting_room'),
  asks(
    '1.1.1.3',
    1,
    'Everybody goes to the waiting room',
    'meeting_security.waiting_room_settings.participants_to_place_in_waiting_room',
    { is: 0 },
  ),
  on('1.1.1.4', 1, 'New meetings have a passcode', 'meeting_security.meeting_password'),
  notTold('1.1.1.5', 2, 'Room meeting numbers have a passcode'),
  on(
    '1.1.1.6',
    1,
    'Meetings that are started at once have a passcode',
    'schedule_meeting.require_password_for_instant_meetings',
  ),
  on('1.1.1.7', 1, 'Personal meeting rooms have a passcode', 'meeting_security.pmi_password'),
  on(
    '1.1.1.8',
    1,
    'The passcode is part of the link',
    'meeting_security.embed_password_in_join_link',
    {
      conflict:
        'Whoever has such a link needs no passcode: where it is passed on or posted, anybody can come in.',
    },
  ),
  on('1.1.1.9', 2, 'Only people who are signed in can join', 'meeting_authentication', {
    conflict: children,
  }),
  on('1.1.1.10', 1, 'Who joins by phone needs a passcode', 'meeting_security.phone_password'),
  on(
    '1.1.1.11',
    2,
    'Only people who are signed in can join in a browser',
    'meeting_security.only_authenticated_can_join_from_webclient',
    { conflict: children },
  ),
  asks(
    '1.1.2.1.1',
    1,
    'Passcodes have at least 8 characters (older setting)',
    `${olderPasscode}.length`,
    { from: 8 },
    notForGroups,
  ),
  asks(
    '1.1.2.1.2',
    1,
    'Passcodes have 8 to 32 characters (older setting)',
    `${olderPasscode}.length`,
    { from: 8, to: 32 },
    notForGroups,
  ),
  on(
    '1.1.2.1.3',
    1,
    'Passcodes have a letter (older setting)',
    `${olderPasscode}.have_letter`,
    notForGroups,
  ),
  on(
    '1.1.2.1.4',
    1,
    'Passcodes have a number (older setting)',
    `${olderPasscode}.have_number`,
    notForGroups,
  ),
  on(
    '1.1.2.1.5',
    2,
    'Passcodes have a special character (older setting)',
    `${olderPasscode}.have_special_character`,
    notForGroups,
  ),
  on(
    '1.1.2.1.6',
    2,
    'Passcodes have upper and lower case letters (older setting)',
    `${olderPasscode}.have_upper_and_lower_characters`,
    notForGroups,
  ),
  off('1.1.2.2', 1, 'Meetings begin with the host’s video off', 'schedule_meeting.host_video'),
  off(
    '1.1.2.3',
    1,
    'Meetings begin with everybody’s video off, and that is locked',
    'schedule_meeting.participant_video',
    lockedAbove,
  ),
  off(
    '1.1.2.4',
    null,
    'Nobody joins before the host, and that is locked',
    'schedule_meeting.join_before_host',
    lockedAbove,
  ),
  on('1.1.2.5', 1, 'People have a personal meeting room', 'schedule_meeting.personal_meeting', {
    conflict:
      'Its number never changes: who has it once can come back to every session held there.',
  }),
  off(
    '1.1.2.6',
    2,
    'Planned meetings do not use the personal meeting room',
    'schedule_meeting.use_pmi_for_scheduled_meetings',
    notForGroups,
  ),
  off(
    '1.1.2.7',
    2,
    'Meetings that are started at once do not use the personal meeting room',
    'schedule_meeting.use_pmi_for_instant_meetings',
  ),
  on('1.1.2.8', 2, 'Shared screens have a watermark', 'in_meeting.watermark', { at: ['account'] }),
  notTold('1.1.2.9', 2, 'Sound has a watermark'),
  on(
    '1.1.2.10',
    2,
    'Meetings do not show what they are about, and that is locked',
    'schedule_meeting.not_store_meeting_topic',
    { at: ['account'], locked: true },
  ),
  notTold('1.1.2.11', 2, 'Who joins from their list of meetings needs no passcode'),
  on(
    '1.1.2.12',
    1,
    'People are muted when they join, and that is locked',
    'schedule_meeting.mute_upon_entry',
    {
      at: ['group'],
      locked: true,
    },
  ),
  on(
    '1.1.2.13',
    2,
    'People are reminded of meetings on their screen',
    'schedule_meeting.upcoming_meeting_reminder',
    { at: ['group'] },
  ),
  on(
    '1.1.4.1.1',
    1,
    'The regions of the data centres are chosen',
    'in_meeting.custom_data_center_regions',
  ),
  person('1.1.4.1.2', 1, 'The data centres are in the regions that are right for you'),
]
