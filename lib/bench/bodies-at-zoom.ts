import type { JsonObject } from '../core/canonical-json'

/** The `index`th of many meetings, no two alike, in the shape of GET /meetings/{id}. */
export const meetingAtZoom = (index: number): JsonObject => ({
  id: 80_000_000_000 + index,
  uuid: `${index}==`,
  host_id: 'measured',
  topic: `Session ${index}`,
  type: index % 3 === 0 ? 2 : 8,
  status: 'waiting',
  timezone: 'Europe/London',
  created_at: '2026-11-01T10:00:00Z',
  ...(index % 7 === 0 ? {} : { password: `passcode ${index}` }),
  join_url: `https://us05web.zoom.example/j/${80_000_000_000 + index}`,
  settings: {
    host_video: true,
    participant_video: index % 2 === 0,
    join_before_host: index % 5 === 0,
    jbh_time: 0,
    mute_upon_entry: index % 4 !== 0,
    request_permission_to_unmute_participants: index % 6 !== 0,
    use_pmi: index % 11 === 0,
    approval_type: 2,
    audio: 'both',
    auto_recording: index % 9 === 0 ? 'cloud' : 'none',
    waiting_room: index % 3 !== 0,
    waiting_room_options: { mode: 'follow_setting', who_goes_to_waiting_room: 'everyone' },
    meeting_authentication: index % 8 === 0,
    alternative_hosts: index % 10 === 0 ? 'second@example.org' : '',
    encryption_type: 'enhanced_encryption',
    auto_start_meeting_summary: false,
    auto_start_ai_companion_questions: index % 13 === 0,
    focus_mode: false,
    private_meeting: false,
    watermark: false,
  },
})

/** What a host's own settings say where a meeting leaves it to them. */
export const settingsAtZoom: JsonObject = {
  in_meeting: { co_host: true, chat: true, private_chat: false, allow_participants_chat_with: 2 },
  meeting_security: {
    waiting_room: true,
    waiting_room_settings: { participants_to_place_in_waiting_room: 0 },
  },
  schedule_meeting: { join_before_host: false, use_pmi_for_scheduled_meetings: false },
}
