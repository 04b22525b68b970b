import type { JsonObject } from '../core/canonical-json'
import { inMeeting } from '../zoom-sandbox/settings/in-meeting'
import { meetingSecurity } from '../zoom-sandbox/settings/meeting-security'
import { otherSections } from '../zoom-sandbox/settings/other-sections'
import { recording } from '../zoom-sandbox/settings/recording'
import { scheduleMeeting } from '../zoom-sandbox/settings/schedule-meeting'

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

/** All that Zoom answers of the `index`th user's own settings, in both of its answers. */
export const settingsAtZoom = (index: number): JsonObject => ({
  schedule_meeting: { ...scheduleMeeting, join_before_host: index % 5 === 0 },
  in_meeting: { ...inMeeting(true), private_chat: index % 3 === 0, file_transfer: index % 2 === 0 },
  recording: recording(true),
  meeting_security: { ...meetingSecurity, waiting_room: index % 4 !== 0 },
  ...otherSections(true),
})
