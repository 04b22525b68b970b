import { isJsonObject, type JsonObject } from './canonical-json'
import type { Reading } from './readings'
import type { ControlResult } from './results'

/** A time of a series that was opened by itself: Zoom's id of it, and when it takes place. */
export type OpenedTime = {
  readonly id: string
  /** ISO 8601; null where Zoom did not say. */
  readonly startsAt: string | null
  readonly duration_minutes: number | null
}

/** The times of a series that were opened by themselves, as they stand in its reading: the next first. */
export function timesIn(meeting: Reading): Reading[] {
  const occurrences = meeting.read ? meeting.body['occurrences'] : undefined
  if (!Array.isArray(occurrences)) return []
  return occurrences
    .filter((body): body is JsonObject => isJsonObject(body))
    .map((body) => ({ read: true, body }))
}

/**
 * One result for a series as it is set and for each of its times: what is least safe decides, and a
 * safe exception makes no unsafe series safe. `of` are results of the same rule.
 */
export function leastSafe(series: ControlResult, of: readonly ControlResult[]): ControlResult {
  for (const wrong of ['not_met', 'could_not_check'] as const) {
    if (series.result === wrong) return series
    const index = of.findIndex(({ result }) => result === wrong)
    const found = of[index]
    if (found) return { ...found, because: `${words[wrong](index)} ${found.because}` }
  }
  return series
}

/** Times stand in no reading, so a time is told by its place. */
const named = (index: number) => (index === 0 ? 'Its next time' : 'One of its next times')

const words = {
  not_met: (index: number) => `${named(index)} is set otherwise than the rest.`,
  could_not_check: (index: number) => `${named(index)} may be set otherwise than the rest.`,
}
