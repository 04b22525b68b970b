import type { JsonObject } from '../../core/canonical-json'

/** How a new user's account plans meetings. Secrets of the user are put in where the body is made. */
export const scheduleMeeting: JsonObject = {
  audio_type: 'both',
  embed_password_in_join_link: true,
  force_pmi_jbh_password: true,
  host_video: false,
  join_before_host: false,
  meeting_password_requirement: {
    consecutive_characters_length: 0,
    have_letter: false,
    have_number: false,
    have_special_character: false,
    have_upper_and_lower_characters: false,
    length: 6,
    only_allow_numeric: false,
    weak_enhance_detection: false,
  },
  participants_video: false,
  personal_meeting: true,
  pstn_password_protected: true,
  require_password_for_instant_meetings: true,
  require_password_for_pmi_meetings: 'all',
  require_password_for_scheduled_meetings: true,
  require_password_for_scheduling_new_meetings: true,
  use_pmi_for_instant_meetings: false,
  use_pmi_for_scheduled_meetings: false,
  continuous_meeting_chat: {
    enable: false,
    can_add_external_users: false,
    auto_add_invited_external_users: false,
    support_instant_meetings: false,
    support_scheduled_meetings: false,
  },
}
