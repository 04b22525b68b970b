import { z } from 'zod'
import { hour_ms } from '../core/durations'
import { isOver } from '../core/session-time'

/** One of the times of a series; null for what Zoom does not say in a way that can be right. */
export type Occurrence = {
  /** Zoom's: milliseconds since 1970 as text. */
  readonly id: string | null
  readonly startsAt: Date | null
  readonly duration_minutes: number | null
}

/** As Zoom numbers meetings: one that recurs at fixed times. */
export const series = 8

/** A time that is none of a plan of anybody's is no time. */
export const plannedTime = z
  .string()
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= Date.UTC(2000) && at.getTime() < Date.UTC(2100))
  .nullish()
  .catch(null)

export const plannedMinutes = z.int().min(0).max(100_000).nullish().catch(null)

const occurrence = z
  .looseObject({
    occurrence_id: z
      .union([z.int().positive().transform(String), z.string().regex(/^[\w-]{1,40}$/)])
      .nullish()
      .catch(null),
    start_time: plannedTime,
    duration: plannedMinutes,
    status: z.string().optional().catch(''),
  })
  .transform(({ occurrence_id, start_time, duration, status }) => ({
    id: occurrence_id ?? null,
    startsAt: start_time ?? null,
    duration_minutes: duration ?? null,
    isDeleted: status === 'deleted',
  }))

/** Zoom's own limit is 50. */
const occurrencesShape = z.array(occurrence).max(1000).nullish()

/** The times of a series that were not cancelled; null where they are of no shape that we know. */
export function occurrencesOf(occurrences: unknown): readonly Occurrence[] | null {
  const parsed = occurrencesShape.safeParse(occurrences)
  if (!parsed.success) return null
  return (parsed.data ?? [])
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ id, startsAt, duration_minutes }) => ({ id, startsAt, duration_minutes }))
}

/** The next one, or the one that is taking place; where all are over, the last. */
export function nextOf<Each extends Pick<Occurrence, 'startsAt' | 'duration_minutes'>>(
  all: readonly Each[],
  now: Date,
): Each | null {
  const inOrder = byTime(all.filter(({ startsAt }) => startsAt !== null))
  return inOrder.find((each) => !hasEnded(each, now)) ?? inOrder.at(-1) ?? null
}

/** A daily audit reads each time at least a day before it begins, though it may be late. */
const ahead_ms = 48 * hour_ms

/** In that span Zoom's series, daily at the most, have three and one that is taking place. */
const looked_at_max = 5

/**
 * The times of a series that one audit looks at, the next one first: a person may have set any of
 * them otherwise than the rest, and the list of them does not say so. Each costs a request, so it is
 * the next one and whatever begins within two days. Null where they cannot be told.
 */
export function timesToOpen(occurrences: unknown, now: Date): readonly string[] | null {
  const all = occurrencesOf(occurrences)
  if (!all) return null
  const next = nextOf(all, now)
  const soon = now.getTime() + ahead_ms
  // One without a time may be any time.
  const wanted = all.filter(
    (each) =>
      !each.startsAt || (!hasEnded(each, now) && (each === next || each.startsAt.getTime() < soon)),
  )
  const ids = byTime(wanted).flatMap(({ id }) => id ?? [])
  return ids.length < wanted.length || ids.length > looked_at_max ? null : ids
}

const hasEnded = (
  { startsAt, duration_minutes }: Pick<Occurrence, 'startsAt' | 'duration_minutes'>,
  now: Date,
) => isOver({ zoomType: 2, startsAt, duration_minutes }, now)

const byTime = <Each extends Pick<Occurrence, 'startsAt'>>(all: readonly Each[]) =>
  all.toSorted((one, other) => (one.startsAt?.getTime() ?? 0) - (other.startsAt?.getTime() ?? 0))
