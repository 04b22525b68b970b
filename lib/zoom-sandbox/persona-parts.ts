import type { JsonObject } from '../core/canonical-json'
import { day_ms } from '../core/durations'
import type { NewMeeting } from './meeting-body'

/** A meeting of a persona, placed when the account is made, and what its host will say it is. */
export type PersonaMeeting = Omit<NewMeeting, 'startsAt'> & {
  /** In how many days and at what hour (UTC) it begins; of a series, the first time. */
  inDays: number
  hour: number
  sortedAs: 'club' | 'second_club' | 'private'
}

/** A session of a club, once a week for half a year. */
export const weekly = (topic: string, inDays: number, hour: number): PersonaMeeting => ({
  topic,
  inDays,
  hour,
  duration_minutes: 45,
  weeks: 26,
  sortedAs: 'club',
})

/** The meeting as it is to be planned, counted from today. */
export function personaMeeting(persona: PersonaMeeting, now: Date): NewMeeting {
  const { inDays, hour, topic, duration_minutes, weeks, passcode, registration, values } = persona
  const startsAt = new Date(now.getTime() + inDays * day_ms)
  startsAt.setUTCHours(hour, 0, 0, 0)
  return {
    topic,
    startsAt: startsAt.toISOString(),
    ...(duration_minutes === undefined ? {} : { duration_minutes }),
    ...(weeks === undefined ? {} : { weeks }),
    ...(passcode === undefined ? {} : { passcode }),
    ...(registration === undefined ? {} : { registration }),
    ...(values === undefined ? {} : { values }),
  }
}

/** What a new account leaves open, mended: by dotted path of Zoom's user settings. */
export const safeSettings: JsonObject = {
  'in_meeting.private_chat': false,
  'in_meeting.allow_participants_chat_with': 2,
  'in_meeting.annotation': false,
  'in_meeting.whiteboard': false,
  'in_meeting.remote_control': false,
  'in_meeting.request_permission_to_unmute_participants': true,
  'recording.local_recording': false,
  'recording.cloud_recording': false,
}
