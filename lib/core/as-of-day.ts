import { calendarDate } from './dates'
import { day_ms, hour_ms } from './durations'

/** A day as it was typed: three fields, of which any may be anything. */
export type TypedDay = { readonly day: string; readonly month: string; readonly year: string }

export type AskedDay =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly message: string; readonly field: keyof TypedDay }
  /** `at` is the last moment of that day, and for today, now. */
  | { readonly kind: 'day'; readonly at: Date; readonly isToday: boolean }

/**
 * Of which day a page is asked. A day that is not in the calendar, or still to come, is refused in
 * words that say what to do.
 */
export function askedDay({ day, month, year }: TypedDay, now: Date): AskedDay {
  if ([day, month, year].every((typed) => typed.trim() === '')) return { kind: 'none' }
  const missing = (['day', 'month', 'year'] as const).find(
    (name) => !/^\d{1,4}$/.test({ day, month, year }[name].trim()),
  )
  if (missing)
    return refused(`Type the ${missing} as a number, such as ${examples[missing]}.`, missing)
  const date = [year.trim().padStart(4, '0'), two(month), two(day)].join('-')
  const noon = new Date(`${date}T12:00:00Z`)
  // The calendar has no year 0, and the database says so by an error.
  const isDay = !Number.isNaN(noon.getTime()) && noon.toISOString().slice(0, 10) === date
  if (!isDay || Number(year) === 0) {
    return refused('There is no such day. Look at the day and the month again.', 'day')
  }
  const today = calendarDate(now)
  if (date > today) {
    return refused('That day is still to come. Choose today or an earlier day.', 'day')
  }
  return { kind: 'day', at: date === today ? now : endOf(date, noon), isToday: date === today }
}

const examples = { day: '3', month: '10', year: '2026' }

const two = (typed: string) => typed.trim().padStart(2, '0')

const refused = (message: string, field: keyof TypedDay): AskedDay => ({
  ...{ kind: 'refused', message, field },
})

/** The last moment of a day in the United Kingdom, in summer and in winter. */
function endOf(date: string, noon: Date): Date {
  const winter = new Date(noon.getTime() + day_ms / 2 - 1)
  return calendarDate(winter) === date ? winter : new Date(winter.getTime() - hour_ms)
}

/** The fields of the day that a moment is in, to be typed or asked for. */
export function typedDay(at: Date): TypedDay {
  const [year = '', month = '', day = ''] = calendarDate(at).split('-')
  return { day: String(Number(day)), month: String(Number(month)), year }
}
