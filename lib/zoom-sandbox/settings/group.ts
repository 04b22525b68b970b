import type { JsonObject } from '../../core/canonical-json'
import { withValues } from '../json-path'
import { meetingSecurity } from './meeting-security'
import { accountSections } from './account'

/** What an account says and its groups do not, by dotted path. */
const accountsOwn = [
  ...['feature', 'integration', 'zoom_rooms', 'tsp', 'email_notification.low_host_count_reminder'],
  'telephony.telephony_regions.allowed_values',
  ...[
    ...['jbh_time', 'enforce_login', 'enforce_login_domains', 'enforce_login_with_domains'],
    ...['not_store_meeting_topic', 'allow_host_to_disable_participant_video'],
    ...['enable_dedicated_group_chat', 'hide_meeting_description', 'meeting_template'],
    ...['meeting_password_requirement', 'use_pmi_for_scheduled_meetings'],
  ].map((key) => `schedule_meeting.${key}`),
  ...[
    ...['allow_host_to_enable_focus_mode', 'allow_participants_to_rename'],
    ...['anonymous_question_answer', 'attention_mode_focus_mode'],
    ...['meeting_data_transit_and_residency_method', 'p2p_connetion'],
    ...['transfer_meetings_between_devices', 'watermark'],
  ].map((key) => `in_meeting.${key}`),
  ...[
    ...['allow_recovery_deleted_cloud_recordings', 'auto_delete_cmr', 'auto_delete_cmr_days'],
    ...['recording_disclaimer', 'recording_password_requirement'],
    ...['required_password_for_existing_cloud_recordings'],
    ...['required_password_for_shared_cloud_recordings'],
  ].map((key) => `recording.${key}`),
  ...['display_meetings_scheduled_for_others', 'meeting_qos_and_mos', 'use_cdn'].map(
    (key) => `other_options.${key}`,
  ),
  ...['show_one_user_meeting_on_dashboard'].map((key) => `other_options.${key}`),
]

/** What a group says and its account does not. Only here is it said who is muted on entry. */
const own: JsonObject = {
  'schedule_meeting.embed_password_in_join_link': true,
  'schedule_meeting.mute_upon_entry': true,
  'schedule_meeting.pstn_password_protected': true,
  'schedule_meeting.upcoming_meeting_reminder': false,
  'schedule_meeting.use_pmi_for_schedule_meetings': false,
  'in_meeting.allow_users_to_delete_messages_in_meeting_chat': true,
  'in_meeting.only_host_view_device_list': false,
  'in_meeting.show_browser_join_link': true,
  'in_meeting.show_device_list': false,
  'in_meeting.waiting_room': true,
}

/** GET /groups/{id}/settings of a new group, without `option`. */
export const groupSections = (paid: boolean): JsonObject =>
  withValues(accountSections(paid), {
    ...Object.fromEntries(accountsOwn.map((path) => [path, null])),
    ...own,
  })

export const groupMeetingSecurity: JsonObject = {
  ...meetingSecurity,
  chat_etiquette_tool: { enable: false, policies: [] },
}
