import { calendarDate, formatSessionTime, formatTime, formatWhen } from './dates'

/**
 * True while a session takes place. `startsAt` is of a coming session, which is one that is not over:
 * the queries give no start of one that is.
 */
export const isOnNow = (now: Date, startsAt: Date | null): startsAt is Date =>
  startsAt !== null && startsAt <= now

/** `On now, began 10:30`; where that was on another day, `On now, began yesterday at 23:30`. */
export const onNowWords = (now: Date, startsAt: Date): string =>
  `On now, began ${calendarDate(startsAt) === calendarDate(now) ? formatTime(startsAt) : formatWhen(now, startsAt)}`

/** When a coming session is, for a list: `On now, began 10:30`, `Tonight 18:00`, `Wed 17:30`. */
export const comingTime = (now: Date, startsAt: Date): string =>
  isOnNow(now, startsAt) ? onNowWords(now, startsAt) : formatSessionTime(now, startsAt)
