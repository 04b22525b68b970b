import type { Json, JsonObject } from '../core/canonical-json'
import { isJsonObject } from '../core/canonical-json'
import { day_ms } from '../core/durations'
import type { SandboxMeeting } from './state'

/** Zoom forgets a meeting this long after it was (or, recurring, was last) to take place. */
const forgotten_ms = { once: 30 * day_ms, recurring: 365 * day_ms }

/** Days between two occurrences, by the kind of recurrence. A month is taken as four weeks. */
const days: { readonly [type: number]: number } = { 1: 1, 2: 7, 3: 28 }

/** Times as Zoom writes them: UTC, to the second. */
export const zoomTime = (at: Date): string => at.toISOString().replace(/\.\d{3}Z$/, 'Z')

export const meetingTypes = {
  instant: 1,
  once: 2,
  noFixedTime: 3,
  personal: 4,
  recurring: 8,
} as const

/** When the meeting takes place: once, or each time; never for one that has no fixed time. */
function startsOf(meeting: SandboxMeeting): Date[] {
  if (meeting.startsAt === null) return []
  const first = new Date(meeting.startsAt)
  const { recurrence } = meeting.body
  if (meeting.body['type'] !== meetingTypes.recurring || !isJsonObject(recurrence)) return [first]
  const number = (value: Json | undefined, without: number) =>
    typeof value === 'number' ? value : without
  const type = number(recurrence['type'], 2)
  const apart_ms = number(recurrence['repeat_interval'], 1) * (days[type] ?? 7) * day_ms
  const count = number(recurrence['end_times'], 1)
  return Array.from({ length: count }, (_, n) => new Date(first.getTime() + n * apart_ms))
}

/** True while the last time is not over. One without a fixed time is always to come. */
export const isToCome = (meeting: SandboxMeeting, now: Date): boolean => {
  const last = startsOf(meeting).at(-1)
  return !last || last.getTime() + meeting.duration_minutes * 60_000 > now.getTime()
}

/** True while Zoom still has it. */
export function isKept(meeting: SandboxMeeting, now: Date): boolean {
  const last = startsOf(meeting).at(-1)
  const { once, recurring } = forgotten_ms
  const keep = meeting.body['type'] === meetingTypes.once ? once : recurring
  return !last || last.getTime() + keep > now.getTime()
}

/** The next time, or the last where all are over. */
export const nextStart = (meeting: SandboxMeeting, now: Date): Date | undefined => {
  const starts = startsOf(meeting).filter((start) => !isDeleted(meeting, start))
  const over_ms = now.getTime() - meeting.duration_minutes * 60_000
  return starts.find((start) => start.getTime() > over_ms) ?? starts.at(-1)
}

/** The times of a series that are to come, as GET /meetings/{id} has them: cancelled ones too. */
export const occurrencesOf = (meeting: SandboxMeeting, now: Date): JsonObject[] =>
  startsOf(meeting)
    .filter((start) => start.getTime() + meeting.duration_minutes * 60_000 > now.getTime())
    .map((start) => ({
      occurrence_id: occurrenceId(start),
      start_time: zoomTime(start),
      duration: meeting.duration_minutes,
      status: isDeleted(meeting, start) ? 'deleted' : 'available',
    }))

const occurrenceId = (start: Date): string => String(start.getTime())

/**
 * What a person changed of one time of a series alone, by its id, as it is kept with the meeting:
 * `status` or parts of GET /meetings/{id}.
 */
export function exceptionOf({ body }: SandboxMeeting, id: string): JsonObject {
  const { occurrences } = body
  const exception = isJsonObject(occurrences) ? occurrences[id] : undefined
  return isJsonObject(exception) ? exception : {}
}

const isDeleted = (meeting: SandboxMeeting, start: Date) =>
  exceptionOf(meeting, occurrenceId(start))['status'] === 'deleted'
