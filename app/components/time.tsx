import * as dates from '#lib/core/dates'

/** How a moment is said; each as in `lib/core/dates.ts`. */
export type Saying = 'relative' | 'when' | 'session' | 'day' | 'date' | 'date_time'

const sayings: Record<Saying, (now: Date, at: Date) => string> = {
  relative: dates.formatRelative,
  when: dates.formatWhen,
  session: dates.formatSessionTime,
  day: dates.formatDay,
  date: (_, at) => dates.formatDate(at),
  date_time: (_, at) => dates.formatDateTime(at),
}

/** A moment in words, for machines too, and in full when pointed at. `now` is the request's clock. */
export function Time({ at, now, as = 'when' }: { at: Date; now: Date; as?: Saying }) {
  return (
    <time dateTime={at.toISOString()} title={dates.formatDateTime(at)}>
      {sayings[as](now, at)}
    </time>
  )
}
