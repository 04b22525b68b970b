import { day_ms } from './durations'

/** When people are written to who need not know at once, in the United Kingdom's time. */
const from_hour = 8
const until_hour = 20

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
})

/** `at` where it is between 08:00 and 20:00 in the United Kingdom, else the next 08:00 there. */
export function humaneTime(at: Date): Date {
  const there = londonTime(at)
  if (there.hour >= from_hour && there.hour < until_hour) return at
  const morning = Date.UTC(there.year, there.month - 1, there.day, from_hour)
  return fromLondon(there.hour < from_hour ? morning : morning + day_ms)
}

/** The moment at which clocks there show what `shown_ms` says as if it were UTC. */
function fromLondon(shown_ms: number): Date {
  const { year, month, day, hour, minute } = londonTime(new Date(shown_ms))
  return new Date(shown_ms - (Date.UTC(year, month - 1, day, hour, minute) - shown_ms))
}

function londonTime(at: Date) {
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
