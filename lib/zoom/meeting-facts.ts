import { z } from 'zod'
import type { OpenedTime } from '../core/each-time'
import { nextOf, occurrencesOf, plannedMinutes, plannedTime, series } from './occurrences'

/** A meeting as the account's list has it. */
export type MeetingFacts = {
  readonly zoomMeetingId: string
  /** As Zoom numbers them (2 once, 3 and 8 recurring, 4 personal room); 0 where it did not say. */
  readonly zoomType: number
  readonly topic: string | null
  readonly startsAt: Date | null
  readonly duration_minutes: number | null
  /** Of a series, in the order of its reading; null where it was not opened itself. */
  readonly openedTimes: readonly OpenedTime[] | null
}

/** Zoom's own limit is 200 characters. */
const topic_max = 300

const meetingId = z
  .union([z.int().positive(), z.string().regex(/^[\d\s-]{1,40}$/)])
  .transform((id) => String(id).replaceAll(/[\s-]/g, ''))
  .refine((id) => /^\d{1,20}$/.test(id))

/** Of what Zoom says of a meeting, only the number has to be right; what else is odd is not known. */
const meetingShape = z.looseObject({
  id: meetingId,
  type: z.int().min(0).max(1000).catch(0),
  topic: z.string().nullish().catch(null),
  start_time: plannedTime,
  duration: plannedMinutes,
  occurrences: z.unknown().optional(),
})

/** What is known of a meeting, from an item of a list or from its own body; null where not even its number is. */
export function meetingFacts(body: unknown, now: Date): MeetingFacts | null {
  const parsed = meetingShape.safeParse(body)
  if (!parsed.success) return null
  const { id, type, topic, start_time, duration, occurrences } = parsed.data
  const own = start_time ? { startsAt: start_time, duration_minutes: duration ?? null } : null
  const next = nextOf(occurrencesOf(occurrences) ?? [], now)
  // A series has its times in `occurrences` alone, or a first one beside them that is long over.
  const time = type === series ? (next ?? own) : (own ?? next)
  return {
    zoomMeetingId: id,
    zoomType: type,
    topic: plainTopic(topic),
    startsAt: time?.startsAt ?? null,
    duration_minutes: time?.duration_minutes ?? duration ?? null,
    openedTimes: null,
  }
}

/** PostgreSQL takes no NUL, and no control character says anything to a person. */
const plainTopic = (topic: string | null | undefined) =>
  topic
    ?.replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, topic_max) || null

/**
 * The same meeting once: a list has a row for each occurrence of a series. Its next start is the
 * first that is not over yet, or the last of all.
 */
export function onceEach(listed: readonly MeetingFacts[], now: Date): MeetingFacts[] {
  const rowsById = new Map<string, MeetingFacts[]>()
  for (const each of listed) {
    rowsById.set(each.zoomMeetingId, [...(rowsById.get(each.zoomMeetingId) ?? []), each])
  }
  return [...rowsById.values()].flatMap((rows) => nextOf(rows, now) ?? rows[0] ?? [])
}
