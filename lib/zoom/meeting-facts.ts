import { z } from 'zod'
import { isOver } from '../core/session-time'

/** A meeting as the account's list has it. */
export type MeetingFacts = {
  readonly zoomMeetingId: string
  /** As Zoom numbers them (2 once, 3 and 8 recurring, 4 personal room); 0 where it did not say. */
  readonly zoomType: number
  readonly topic: string | null
  readonly startsAt: Date | null
  readonly duration_minutes: number | null
}

/** Zoom's own limit is 200 characters. */
const topic_max = 300

const meetingId = z
  .union([z.int().positive(), z.string().regex(/^[\d\s-]{1,40}$/)])
  .transform((id) => String(id).replaceAll(/[\s-]/g, ''))
  .refine((id) => /^\d{1,20}$/.test(id))

/** A time that is none of a plan of anybody's is no time. */
const time = z
  .string()
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= Date.UTC(2000) && at.getTime() < Date.UTC(2100))
  .nullish()
  .catch(null)

const occurrence = z.looseObject({ start_time: time, status: z.string().optional().catch('') })

/** Of what Zoom says of a meeting, only the number has to be right; what else is odd is not known. */
const meetingShape = z.looseObject({
  id: meetingId,
  type: z.int().min(0).max(1000).catch(0),
  topic: z.string().nullish().catch(null),
  start_time: time,
  duration: z.int().min(0).max(100_000).nullish().catch(null),
  occurrences: z.array(occurrence).max(1000).nullish().catch(null),
})

/** What is known of a meeting, from an item of a list or from its own body; null where not even its number is. */
export function meetingFacts(body: unknown, now: Date): MeetingFacts | null {
  const parsed = meetingShape.safeParse(body)
  if (!parsed.success) return null
  const { id, type, topic, start_time, duration, occurrences } = parsed.data
  const starts = (occurrences ?? [])
    .filter(({ status }) => status !== 'deleted')
    .flatMap((each) => each.start_time ?? [])
  const duration_minutes = duration ?? null
  return {
    zoomMeetingId: id,
    zoomType: type,
    topic: plainTopic(topic),
    startsAt: start_time ?? nextOf(starts, duration_minutes, now),
    duration_minutes,
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
  const series = new Map<string, MeetingFacts[]>()
  for (const each of listed) {
    series.set(each.zoomMeetingId, [...(series.get(each.zoomMeetingId) ?? []), each])
  }
  return [...series.values()].flatMap((rows) => {
    const [first] = rows
    if (!first) return []
    const starts = rows.flatMap((row) => row.startsAt ?? [])
    return [{ ...first, startsAt: nextOf(starts, first.duration_minutes, now) }]
  })
}

function nextOf(starts: readonly Date[], duration_minutes: number | null, now: Date): Date | null {
  const inOrder = starts.toSorted((one, other) => one.getTime() - other.getTime())
  const coming = (startsAt: Date) => !isOver({ zoomType: 2, startsAt, duration_minutes }, now)
  return inOrder.find(coming) ?? inOrder.at(-1) ?? null
}
