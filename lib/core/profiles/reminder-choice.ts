import { z } from 'zod'
import type { FieldProblem } from '../errors'
import { counted } from '../dates'
import {
  before_days_max,
  reminders_max,
  usualTimetable,
  weekly_times_max,
  type Timetable,
} from '../reminders/timetable'
import type { WayDifference } from './way-words'

/** When people are reminded, as a body publishes it: the earliest first. */
export const timetable = z.strictObject({
  before_days: z.array(z.int().min(0).max(before_days_max)).min(1).max(reminders_max),
  weekly_times: z.int().min(0).max(weekly_times_max),
})

/** What somebody typed for it: `56, 14, 0`, and how many weeks. */
export type TypedTimetable = { readonly before: string; readonly weekly: string }

/** What stands in the editor. */
export const typedTimetable = ({ before_days, weekly_times }: Timetable): TypedTimetable => ({
  before: before_days.join(', '),
  weekly: String(weekly_times),
})

const before_message = `Type days before, with commas, such as 56, 14, 0: ${reminders_max} at most, none above ${before_days_max}.`
const weekly_message = `Type a whole number of weeks from 0 to ${weekly_times_max}.`

/** What was typed as a timetable, the earliest first and each once; problems by field. */
export function timetableFrom({ before, weekly }: TypedTimetable): {
  timetable: Timetable
  problems: FieldProblem[]
} {
  const days = [...new Set(before.split(',').map(wholeNumber))].toSorted((a, b) => b - a)
  const read = { before_days: days, weekly_times: wholeNumber(weekly) }
  const parsed = timetable.safeParse(read)
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path[0]))
  return {
    timetable: parsed.data ?? usualTimetable,
    problems: [
      ...(wrong.has('before_days') ? [{ field: 'reminders.before', message: before_message }] : []),
      ...(wrong.has('weekly_times')
        ? [{ field: 'reminders.weekly', message: weekly_message }]
        : []),
    ],
  }
}

const wholeNumber = (text: string) => (/^\s*\d{1,3}\s*$/.test(text) ? Number(text) : Number.NaN)

const inARow = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** A timetable in a sentence's end: `56 and 14 days before, on the day, then once a week, 4 times`. */
export function timetableWords({ before_days, weekly_times }: Timetable): string {
  const before = before_days.filter((days) => days > 0)
  const parts = [
    ...(before.length > 0 ? [`${inARow.format(before.map(String))} days before`] : []),
    ...(before_days.includes(0) ? ['on the day'] : []),
    ...(weekly_times > 0 ? [`then once a week, ${counted(weekly_times, 'time')}`] : []),
  ]
  return parts.join(', ')
}

/** What is different between two timetables, in words; none where nothing is. */
export function timetableDifferences(from: Timetable, to: Timetable): WayDifference[] {
  const [before, after] = [timetableWords(from), timetableWords(to)]
  if (before === after) return []
  const changes = [{ name: 'People are reminded', from: before, to: after }]
  return [{ control: 'reminders', title: 'When people are reminded', changes }]
}
