import type { Allowed } from './keep-allowed'

const each = (keys: readonly string[], allowed: Allowed): { readonly [key: string]: Allowed } =>
  Object.fromEntries(keys.map((key) => [key, allowed]))

const settingValues = [
  'allow_host_control_participant_mute_state',
  'allow_multiple_devices',
  'approval_type',
  'audio',
  'auto_recording',
  'auto_start_ai_companion_questions',
  'auto_start_meeting_summary',
  'close_registration',
  'disable_participant_video',
  'encryption_type',
  'enforce_login',
  'focus_mode',
  'host_video',
  'in_meeting',
  'internal_meeting',
  'jbh_time',
  'join_before_host',
  'meeting_authentication',
  'mute_upon_entry',
  'participant_focused_meeting',
  'participant_video',
  'private_meeting',
  'registration_type',
  'request_permission_to_unmute_participants',
  'show_join_info',
  'show_share_button',
  'use_pmi',
  'waiting_room',
  'watermark',
  'who_can_ask_questions',
  'who_will_receive_summary',
]

const waitingRoomOptions = each(
  [
    'admit_type',
    'enable',
    'internal_user_auto_admit',
    'locked',
    'mode',
    'participants_to_place_in_waiting_room',
    'users_who_can_admit_participants_from_waiting_room',
    'who_goes_to_waiting_room',
  ],
  'value',
)

/**
 * Of GET /meetings/{id}, by Zoom's official schema of June 2025 and its notes since. Numbers, topic,
 * agenda, times and people stay out: a meeting's reading goes into packs, which carry none of them.
 */
export const meetingFields: Allowed = {
  ...each(['type', 'status', 'pre_schedule'], 'value'),
  ...each(
    [
      'chat_join_url',
      'dynamic_host_key',
      'encrypted_password',
      'h323_password',
      'pmi',
      'pstn_password',
      'registration_url',
    ],
    'presence',
  ),
  // A rule hangs on it, so it is what Zoom says that it is, or unknown.
  password: 'text',
  recurrence: { type: 'value' },
  settings: {
    ...each(settingValues, 'value'),
    alternative_hosts: 'number',
    ...each(['authentication_domains', 'enforce_login_domains'], 'presence'),
    waiting_room_options: waitingRoomOptions,
    waiting_room_settings: waitingRoomOptions,
    admit_type: 'value',
    approved_or_denied_countries_or_regions: { enable: 'value', method: 'value' },
    breakout_room: { enable: 'value' },
    continuous_meeting_chat: each(
      [
        'enable',
        'auto_add_invited_external_users',
        'auto_add_meeting_participants',
        'who_is_added',
      ],
      'value',
    ),
  },
}

/** Of GET /users/me: what kind of account it is. Nothing of who it belongs to. */
export const userFields: Allowed = {
  ...each(['type', 'status', 'plan_united_type', 'zoom_one_type', 'use_pmi', 'verified'], 'value'),
  ...each(['host_key', 'personal_meeting_url', 'pmi'], 'presence'),
}
