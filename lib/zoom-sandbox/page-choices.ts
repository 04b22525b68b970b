import type { Json } from '../core/canonical-json'

/** One thing that a person can set on the stand-in's pages, under Zoom's own key. */
export type PageChoice = {
  path: string
  name: string
  choices: readonly (readonly [value: Json, words: string])[]
}

const onOff = [
  [true, 'on'],
  [false, 'off'],
] as const

const flip = (path: string, name: string): PageChoice => ({ path, name, choices: onOff })

const recordings = [
  ['none', 'off'],
  ['local', 'to the computer'],
  ['cloud', 'to the cloud'],
] as const

const whoShares = [
  ['host', 'host only'],
  ['all', 'everyone'],
] as const

/** What rules look at in a user's settings. */
export const settingChoices: readonly PageChoice[] = [
  flip('meeting_security.waiting_room', 'Waiting room'),
  {
    path: 'meeting_security.waiting_room_settings.participants_to_place_in_waiting_room',
    name: 'Who waits in the waiting room',
    choices: [
      [0, 'everyone'],
      [1, 'people outside the account'],
      [2, 'people outside the account and the allowed domains'],
    ],
  },
  flip('meeting_security.meeting_password', 'Meeting passcode'),
  flip('meeting_security.pmi_password', 'Personal meeting passcode'),
  flip('meeting_security.phone_password', 'Passcode for joining by phone'),
  flip(
    'schedule_meeting.require_password_for_scheduling_new_meetings',
    'Passcode for newly planned meetings',
  ),
  flip(
    'schedule_meeting.require_password_for_instant_meetings',
    'Passcode for meetings started on the spot',
  ),
  {
    path: 'schedule_meeting.require_password_for_pmi_meetings',
    name: 'Passcode for personal meetings',
    choices: [
      ['all', 'for all'],
      ['jbh_only', 'only with joining before the host'],
      ['none', 'for none'],
    ],
  },
  flip('schedule_meeting.join_before_host', 'Joining before the host'),
  flip(
    'schedule_meeting.use_pmi_for_scheduled_meetings',
    'Personal Meeting ID for planned meetings',
  ),
  flip('schedule_meeting.use_pmi_for_instant_meetings', 'Personal Meeting ID for instant meetings'),
  flip('in_meeting.screen_sharing', 'Screen sharing'),
  { path: 'in_meeting.who_can_share_screen', name: 'Who can share', choices: whoShares },
  {
    path: 'in_meeting.who_can_share_screen_when_someone_is_sharing',
    name: 'Who can share when someone else is sharing',
    choices: whoShares,
  },
  flip('in_meeting.chat', 'Chat'),
  {
    path: 'in_meeting.allow_participants_chat_with',
    name: 'Participants can chat with',
    choices: [
      [1, 'nobody'],
      [2, 'host and co-hosts'],
      [3, 'everyone, in public'],
      [4, 'everyone, in public and in private'],
    ],
  },
  flip('in_meeting.private_chat', 'Private chat'),
  flip('in_meeting.file_transfer', 'Sending files'),
  flip('in_meeting.annotation', 'Annotation'),
  flip('in_meeting.whiteboard', 'Whiteboard'),
  flip('in_meeting.remote_control', 'Remote control'),
  flip('in_meeting.far_end_camera_control', 'Far end camera control'),
  flip('in_meeting.allow_live_streaming', 'Live streaming'),
  flip('in_meeting.co_host', 'Co-host'),
  flip('in_meeting.request_permission_to_unmute_participants', 'Asking before unmuting'),
  flip('in_meeting.meeting_summary_with_ai_companion.enable', 'AI summary'),
  flip('in_meeting.meeting_summary_with_ai_companion.auto_enable', 'AI summary starts by itself'),
  flip('in_meeting.ai_companion_questions.enable', 'AI questions'),
  flip('in_meeting.ai_companion_questions.auto_enable', 'AI questions start by themselves'),
  { path: 'recording.auto_recording', name: 'Automatic recording', choices: recordings },
  flip('recording.local_recording', 'Recording to the computer'),
  flip('recording.cloud_recording', 'Recording to the cloud'),
]

/** What rules look at in a meeting. */
export const meetingChoices: readonly PageChoice[] = [
  flip('settings.waiting_room', 'Waiting room'),
  flip('password', 'Passcode'),
  flip('settings.join_before_host', 'Joining before the host'),
  flip('settings.use_pmi', 'Personal Meeting ID'),
  flip('settings.mute_upon_entry', 'Muting on entry'),
  flip('settings.request_permission_to_unmute_participants', 'Asking before unmuting'),
  { path: 'settings.auto_recording', name: 'Automatic recording', choices: recordings },
  flip('settings.auto_start_meeting_summary', 'AI summary starts by itself'),
  flip('settings.auto_start_ai_companion_questions', 'AI questions start by themselves'),
]

/** What can be set of one time of a series alone, as Zoom lets a person do it. */
export const timeChoices: readonly PageChoice[] = [
  flip('settings.waiting_room', 'Waiting room, its next time alone'),
  flip('settings.join_before_host', 'Joining before the host, its next time alone'),
  {
    path: 'status',
    name: 'Its next time',
    choices: [
      ['available', 'takes place'],
      ['deleted', 'cancelled'],
    ],
  },
]

/** What rules look at in an account or a group beside that: where Zoom says it of them. */
export const levelChoices: readonly PageChoice[] = [
  {
    path: 'meeting_security.waiting_room_options.admit_type',
    name: 'Who is let in from the waiting room',
    choices: [
      [1, 'everyone, by itself'],
      [2, 'nobody, until the host lets them in'],
      [3, 'people of the account, by itself'],
      [4, 'people of the account and allowed domains, by itself'],
    ],
  },
  {
    path: 'schedule_meeting.jbh_time',
    name: 'How early before the host',
    choices: [
      [0, 'any time'],
      [5, '5 minutes'],
      [10, '10 minutes'],
    ],
  },
  flip('schedule_meeting.mute_upon_entry', 'Muting on entry'),
  flip('in_meeting.allow_participants_to_rename', 'Renaming oneself'),
  ...settingChoices,
]
