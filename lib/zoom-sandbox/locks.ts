import type { SandboxUser } from './state'

/** A setting of the account's, and what it is called in a meeting: one lock holds both. */
const inMeetings: Readonly<Record<string, string>> = {
  'settings.waiting_room': 'meeting_security.waiting_room',
  'settings.join_before_host': 'schedule_meeting.join_before_host',
  'settings.use_pmi': 'schedule_meeting.use_pmi_for_scheduled_meetings',
  'settings.auto_recording': 'recording.auto_recording',
  'settings.mute_upon_entry': 'schedule_meeting.mute_upon_entry',
  'settings.meeting_authentication': 'meeting_authentication',
  'settings.request_permission_to_unmute_participants':
    'in_meeting.request_permission_to_unmute_participants',
  'settings.auto_start_meeting_summary': 'in_meeting.meeting_summary_with_ai_companion.auto_enable',
  'settings.auto_start_ai_companion_questions': 'in_meeting.ai_companion_questions.auto_enable',
}

/**
 * True where a change of this user's setting, by Zoom's own path, is taken and not made: whoever
 * looks after the Zoom account has locked it, or Zoom does not do it for reasons of its own.
 */
export function isLocked({ locked = [], ignored = [] }: SandboxUser, path: string): boolean {
  const known = inMeetings[path] ?? path
  return [...locked, ...ignored].some(
    (held) => held === '*' || held === path || held === known || known.startsWith(`${held}.`),
  )
}
