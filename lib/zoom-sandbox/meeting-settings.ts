import type { Json, JsonObject } from '../core/canonical-json'
import { settingOf } from './settings-body'
import type { SandboxUser } from './state'

/** The settings of a new meeting: what its host's own settings say, and Zoom's defaults. */
export function newMeetingSettings(user: SandboxUser): JsonObject {
  const own = (path: string, without: Json) => settingOf(user, path) ?? without
  return {
    ...usual,
    host_video: own('schedule_meeting.host_video', false),
    participant_video: own('schedule_meeting.participants_video', false),
    join_before_host: own('schedule_meeting.join_before_host', false),
    use_pmi: own('schedule_meeting.use_pmi_for_scheduled_meetings', false),
    waiting_room: own('meeting_security.waiting_room', true),
    auto_recording: own('recording.auto_recording', 'none'),
    encryption_type: own('meeting_security.encryption_type', 'enhanced_encryption'),
    meeting_authentication: own('meeting_authentication', false),
    audio: own('schedule_meeting.audio_type', 'both'),
    request_permission_to_unmute_participants: own(
      'in_meeting.request_permission_to_unmute_participants',
      false,
    ),
    auto_start_meeting_summary: own(
      'in_meeting.meeting_summary_with_ai_companion.auto_enable',
      false,
    ),
    auto_start_ai_companion_questions: own('in_meeting.ai_companion_questions.auto_enable', false),
    ...(user.plan === 'basic' ? {} : { global_dial_in_numbers: dialInNumbers }),
    contact_email: user.email,
    contact_name: `${user.firstName} ${user.lastName}`,
  }
}

/** Numbers that are kept free for films and plays. */
const dialInNumbers = ['+44 20 7946 0201', '+44 20 7946 0202'].map((number) => ({
  country: 'GB',
  country_name: 'United Kingdom',
  city: 'London',
  number,
  type: 'toll',
}))

const usual: JsonObject = {
  allow_host_control_participant_mute_state: false,
  allow_multiple_devices: false,
  alternative_host_update_polls: false,
  alternative_hosts: '',
  alternative_hosts_email_notification: true,
  approval_type: 2,
  approved_or_denied_countries_or_regions: { enable: false },
  breakout_room: { enable: false },
  close_registration: false,
  cn_meeting: false,
  continuous_meeting_chat: { enable: false },
  device_testing: false,
  disable_participant_video: false,
  email_in_attendee_report: false,
  email_notification: true,
  enforce_login: false,
  enforce_login_domains: '',
  focus_mode: false,
  global_dial_in_countries: [],
  global_dial_in_numbers: [],
  host_save_video_order: false,
  in_meeting: false,
  internal_meeting: false,
  jbh_time: 0,
  meeting_invitees: [],
  mute_upon_entry: true,
  participant_focused_meeting: false,
  private_meeting: false,
  push_change_to_calendar: false,
  registrants_confirmation_email: true,
  registrants_email_notification: true,
  registration_type: 1,
  show_join_info: false,
  show_share_button: false,
  sign_language_interpretation: { enable: false },
  waiting_room_options: { mode: 'follow_setting', who_goes_to_waiting_room: 'everyone' },
  watermark: false,
  who_can_ask_questions: 1,
  who_will_receive_summary: 1,
}
