import { withValues } from '../json-path'
import type { JsonObject } from '../../core/canonical-json'
import { inMeeting } from './in-meeting'
import { meetingSecurity } from './meeting-security'
import { otherSections } from './other-sections'
import { recording } from './recording'
import { scheduleMeeting } from './schedule-meeting'

/** Takes out of a section of a user's what the other levels call otherwise or do not have. */
const without = (section: JsonObject, keys: readonly string[]): JsonObject =>
  withValues(section, Object.fromEntries(keys.map((key) => [key, null])))

/** What Zoom has of each user alone, by section. */
const usersOwn = {
  schedule: [
    ...['participants_video', 'embed_password_in_join_link', 'pstn_password_protected'],
    ...['default_password_for_scheduled_meetings', 'pmi_password'],
    ...['support_instant_meetings', 'support_scheduled_meetings'].map(
      (key) => `continuous_meeting_chat.${key}`,
    ),
  ],
  inMeeting: [
    ...['waiting_room', 'record_play_voice', 'allow_users_to_delete_messages_in_meeting_chat'],
    ...['meeting_summary_with_ai_companion', 'ai_companion_questions'],
  ],
  recording: [
    ...['ask_host_to_confirm_disclaimer', 'ask_participants_to_consent_disclaimer'],
    'host_pause_stop_recording',
  ],
}

/** What an account has and its users do not, in the section `schedule_meeting`. */
const schedule: JsonObject = {
  participant_video: false,
  jbh_time: 0,
  enforce_login: false,
  enforce_login_domains: '',
  enforce_login_with_domains: false,
  not_store_meeting_topic: false,
  allow_host_to_disable_participant_video: false,
  enable_dedicated_group_chat: false,
  always_display_zoom_meeting_as_topic: {
    enable: false,
    display_topic_for_scheduled_meetings: false,
  },
  hide_meeting_description: { enable: false, hide_description_for_scheduled_meetings: false },
  meeting_template: { enable: false, templates: [] },
}

const meeting: JsonObject = {
  alert_guest_join: true,
  allow_participants_to_rename: true,
  anonymous_question_answer: false,
  auto_answer: false,
  meeting_data_transit_and_residency_method: 'cloud',
  original_audio: false,
  p2p_connetion: true,
  record_play_own_voice: true,
  sending_default_email_invites: false,
  stereo_audio: false,
  use_html_format_email: false,
  watermark: false,
}

const recordings: JsonObject = {
  account_user_access_recording: false,
  allow_recovery_deleted_cloud_recordings: true,
  cloud_recording_download: true,
  cloud_recording_download_host: false,
  host_delete_cloud_recording: true,
  prevent_host_access_recording: false,
  required_password_for_existing_cloud_recordings: false,
  required_password_for_shared_cloud_recordings: true,
}

/** The section `security` of an account, which has an option of its own. */
export const accountSecurity: JsonObject = {
  admin_change_name_pic: true,
  admin_change_user_info: true,
  user_modifiable_info_by_admin: ['name'],
  signin_with_sso: {
    enable: false,
    require_sso_for_domains: false,
    domains: [],
    sso_bypass_users: [],
  },
  hide_billing_info: false,
  import_photos_from_devices: true,
  password_requirement: {
    consecutive_characters_length: 0,
    have_special_character: false,
    minimum_password_length: 8,
    weak_enhance_detection: true,
  },
  sign_again_period_for_inactivity_on_client: 30,
  sign_again_period_for_inactivity_on_web: 30,
  sign_in_with_two_factor_auth: 'none',
  sign_in_with_two_factor_auth_groups: [],
  sign_in_with_two_factor_auth_roles: [],
}

/** Only an account says how people leave the waiting room: `admit_type` 2 is one by one, by the host. */
export const accountMeetingSecurity: JsonObject = {
  ...meetingSecurity,
  chat_etiquette_tool: { enable: false, policies: [], policy_max_count: 14 },
  waiting_room_options: {
    enable: true,
    locked: false,
    admit_type: 2,
    internal_user_auto_admit: 3,
    admit_domain_allowlist: '',
    who_can_admit_participants: 0,
    sort_order_of_people: 0,
    more_options: {
      user_invited_by_host_can_bypass_waiting_room: false,
      move_participants_to_waiting_room_when_host_dropped: true,
      allow_participants_to_reply_to_host: false,
    },
  },
}

/** GET /accounts/{id}/settings of a new account, without `option`. */
export function accountSections(paid: boolean): JsonObject {
  const others = withValues(otherSections(paid), {
    whiteboard: null,
    feature: null,
    'email_notification.low_host_count_reminder': true,
    'tsp.display_toll_free_numbers': false,
    'telephony.show_international_numbers_link': null,
  })
  return {
    ...others,
    schedule_meeting: { ...without(scheduleMeeting, usersOwn.schedule), ...schedule },
    in_meeting: { ...without(inMeeting(paid), usersOwn.inMeeting), ...meeting },
    recording: { ...without(recording(paid), usersOwn.recording), ...recordings },
    feature: { meeting_capacity: 100 },
    integration: {
      box: false,
      dropbox: false,
      google_calendar: false,
      google_drive: false,
      kubi: false,
      microsoft_one_drive: false,
    },
    other_options: {
      allow_users_contact_support_via_chat: true,
      blur_snapshot: false,
      display_meetings_scheduled_for_others: false,
      meeting_qos_and_mos: 1,
      show_one_user_meeting_on_dashboard: false,
      use_cdn: 'none',
    },
    zoom_rooms: {
      auto_start_stop_scheduled_meetings: false,
      list_meetings_with_calendar: false,
      upcoming_meeting_alert: false,
      weekly_system_restart: false,
    },
  }
}
