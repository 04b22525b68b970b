import { day_ms } from './durations'

/** When people are written to who need not know at once, by the clocks where they are. */
const from_hour = 8
const until_hour = 20

/** Where nobody said where they are. */
export const usualTimeZone = 'Europe/London'

const partsOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })

/** `at` where it is between 08:00 and 20:00 in that time zone, else the next 08:00 there. */
export function humaneTime(at: Date, timeZone: string = usualTimeZone): Date {
  const parts = partsOf(timeZone)
  const there = shownBy(parts, at)
  if (there.hour >= from_hour && there.hour < until_hour) return at
  const morning = Date.UTC(there.year, there.month - 1, there.day, from_hour)
  return momentOf(parts, there.hour < from_hour ? morning : morning + day_ms)
}

/** The moment at which clocks there show what `shown_ms` says as if it were UTC. */
function momentOf(parts: Intl.DateTimeFormat, shown_ms: number): Date {
  const off_ms = (at_ms: number) => {
    const { year, month, day, hour, minute } = shownBy(parts, new Date(at_ms))
    return Date.UTC(year, month - 1, day, hour, minute) - at_ms
  }
  const guess_ms = shown_ms - off_ms(shown_ms)
  return new Date(shown_ms - off_ms(guess_ms))
}

function shownBy(parts: Intl.DateTimeFormat, at: Date) {
  const found = new Map(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? 0
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  }
}
