import { day_ms, hour_ms, minute_ms } from './durations'

/**
 * Times as people read them, in the United Kingdom's time whatever the server's. Stored times are
 * UTC. Nothing here reads a clock: what is relative takes `now`.
 */

const timeZone = 'Europe/London'

const formatter = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, ...options })

const dateFormat = formatter({ day: 'numeric', month: 'long', year: 'numeric' })
const dayFormat = formatter({ weekday: 'long', day: 'numeric', month: 'long' })
const timeFormat = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const weekdayFormat = formatter({ weekday: 'short' })
const weekdayLongFormat = formatter({ weekday: 'long' })
const shortDateFormat = formatter({ day: 'numeric', month: 'short' })
const yearFormat = formatter({ year: 'numeric' })
const partsFormat = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' })

/** `2 December 2026` */
export const formatDate = (at: Date) => dateFormat.format(at)

/** `Tuesday 24 November`, with the year where it is not this one. */
export const formatDay = (now: Date, at: Date) =>
  `${dayFormat.format(at).replace(',', '')}${otherYear(now, at)}`

/** `13:54`, by the 24-hour clock. */
export const formatTime = (at: Date) => timeFormat.format(at)

/** `24 November 2026 at 13:54` */
export const formatDateTime = (at: Date) => `${formatDate(at)} at ${formatTime(at)}`

/** `2026-11-24`: the day it is in the United Kingdom at that moment. */
export function calendarDate(at: Date): string {
  const parts = new Map(partsFormat.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
}

/** The moment at which a day of the United Kingdom, given as `2026-12-02`, is over. */
export function endOfDay(date: string): Date {
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + day_ms)
  return formatTime(next) === '01:00' ? new Date(next.getTime() - hour_ms) : next
}

/** `2 December 2026` for a day without a time, given as `2026-12-02`. */
export const formatCalendarDate = (date: string) => formatDate(new Date(`${date}T12:00:00Z`))

/** Whole days from one moment's day to another's, by the calendar and not by 24 hours; negative before. */
export const daysBetween = (now: Date, at: Date) =>
  Math.round((Date.parse(calendarDate(at)) - Date.parse(calendarDate(now))) / day_ms)

/** `today at 13:54`, `yesterday at 08:00`, `tomorrow at 18:00`, `Friday 20 November at 03:12`. */
export function formatWhen(now: Date, at: Date): string {
  const names = new Map([
    [0, 'today'],
    [-1, 'yesterday'],
    [1, 'tomorrow'],
  ])
  return `${names.get(daysBetween(now, at)) ?? formatDay(now, at)} at ${formatTime(at)}`
}

/**
 * How long ago or ahead, in the largest unit that is not nought: `just now`, `6 minutes ago`,
 * `in 4 hours`, `8 days ago`. Under a day by the clock, from there by the calendar.
 */
export function formatRelative(now: Date, at: Date): string {
  const difference_ms = at.getTime() - now.getTime()
  const size_ms = Math.abs(difference_ms)
  if (size_ms < minute_ms) return difference_ms > 0 ? 'in less than a minute' : 'just now'
  const length = lengthOf(size_ms, Math.abs(daysBetween(now, at)))
  return difference_ms > 0 ? `in ${length}` : `${length} ago`
}

function lengthOf(size_ms: number, days: number): string {
  if (size_ms < hour_ms) return counted(Math.floor(size_ms / minute_ms), 'minute')
  if (size_ms < day_ms) return counted(Math.floor(size_ms / hour_ms), 'hour')
  // The autumn change makes a day of 25 hours, so that 24 can pass within it.
  return counted(Math.max(1, days), 'day')
}

/** `1 day`, `2,014 clubs`. `many` is for words that do not take an s. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

const evening_hour = 17

/**
 * When a session is, for a list: `Tonight 18:00`, `Today 10:00`, `Wed 17:30` within the week to
 * come, and otherwise with the date: `Wed 9 Dec 17:30`.
 */
export function formatSessionTime(now: Date, at: Date): string {
  const days = daysBetween(now, at)
  const time = formatTime(at)
  if (days === 0) return `${Number(time.slice(0, 2)) >= evening_hour ? 'Tonight' : 'Today'} ${time}`
  const weekday = weekdayFormat.format(at)
  if (days > 0 && days < 7) return `${weekday} ${time}`
  return `${weekday} ${shortDateFormat.format(at)}${otherYear(now, at)} ${time}`
}

/** `Tuesday` */
export const formatWeekday = (at: Date) => weekdayLongFormat.format(at)

const otherYear = (now: Date, at: Date) =>
  yearFormat.format(now) === yearFormat.format(at) ? '' : ` ${yearFormat.format(at)}`
