import { day_ms } from './durations'

type Event = {
  readonly event: 'opened' | 'reopened' | 'closed'
  readonly closeReason: string | null
  readonly at: Date
}

/** One time that it was mended, and how long that held. */
export type Mended = {
  readonly at: Date
  /** When it was found again; null where it has stayed mended until now. */
  readonly brokeAt: Date | null
  /** Whole days without it, until it broke or until now. */
  readonly clean_days: number
}

/** What has become of a finding over time, from its events, the oldest first. */
export type FindingHistory = {
  readonly timesFound: number
  readonly mended: readonly Mended[]
  /** Whole days since it was found this time; null where it is not open. */
  readonly open_days: number | null
}

const wholeDays = (from: Date, to: Date) =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / day_ms))

/** Only what a later check saw mended counts as mended; how else it closed leaves no days clean. */
export function findingHistory(events: readonly Event[], now: Date): FindingHistory {
  const mended = events.flatMap((event, index): Mended[] => {
    if (event.event !== 'closed' || event.closeReason !== 'mended') return []
    const brokeAt = events[index + 1]?.at ?? null
    return [{ at: event.at, brokeAt, clean_days: wholeDays(event.at, brokeAt ?? now) }]
  })
  const last = events.at(-1)
  return {
    timesFound: events.filter(({ event }) => event !== 'closed').length,
    mended,
    open_days: last && last.event !== 'closed' ? wholeDays(last.at, now) : null,
  }
}
