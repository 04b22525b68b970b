import type { JsonObject } from '../../core/canonical-json'

/**
 * The section `meeting_security` of a user. How people leave the waiting room (`admit_type`) is not
 * in it: only a whole account's settings have that key.
 */
export const meetingSecurity: JsonObject = {
  auto_security: true,
  block_user_domain: false,
  block_user_domain_list: [],
  embed_password_in_join_link: true,
  encryption_type: 'enhanced_encryption',
  end_to_end_encrypted_meetings: false,
  meeting_password: true,
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
  only_authenticated_can_join_from_webclient: false,
  phone_password: true,
  pmi_password: true,
  require_password_for_scheduled_meeting: true,
  require_password_for_scheduled_webinar: true,
  waiting_room: true,
  waiting_room_settings: {
    participants_to_place_in_waiting_room: 0,
    users_who_can_admit_participants_from_waiting_room: 0,
    whitelisted_domains_for_waiting_room: '',
  },
  webinar_password: true,
}
