import { formatDay, formatTime, formatWeekday } from '../dates'
import * as paths from '../paths'
import type { Notice } from './notice'

export const clubOf = ({ club }: Notice) => club?.name ?? 'your club'
export const slugOf = ({ club }: Notice) => club?.slug ?? paths.ownSlug

/** `on Tuesday at 18:00`: short enough for a subject, and true whenever it is read. */
export const shortly = ({ facts: { startsAt } }: Notice) =>
  startsAt ? ` on ${formatWeekday(startsAt)} at ${formatTime(startsAt)}` : ''

/** `on Tuesday 1 December at 18:00` */
export const inFull = ({ facts: { startsAt } }: Notice, now: Date) =>
  startsAt ? ` on ${formatDay(now, startsAt)} at ${formatTime(startsAt)}` : ''
