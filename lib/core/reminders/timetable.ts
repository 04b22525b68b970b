import { day_ms } from '../durations'

/** When people are reminded of what is to be done by a day. */
export type Timetable = {
  /** How many days before it, the earliest first; 0 is the day itself. */
  readonly before_days: readonly number[]
  /** How often they are reminded afterwards, once a week. */
  readonly weekly_times: number
}

/** Where no rules say otherwise (DOMAIN.md, 7): eight weeks, two weeks, the day, then four weeks. */
export const usualTimetable: Timetable = { before_days: [56, 14, 0], weekly_times: 4 }

/** Named limits of a timetable: nobody is reminded a year ahead, or for ever. */
export const before_days_max = 180
export const reminders_max = 8
export const weekly_times_max = 12

/** Once only the officer is told, how long until they are told again. */
const officerEvery_ms = 28 * day_ms
const week_ms = 7 * day_ms

export type Reminder = {
  /** Its place in the timetable, which tells one from another: nobody gets the same one twice. */
  readonly at: Date
  /** `officer`: the person was reminded often enough; now it is for those who look after them. */
  readonly to: 'person' | 'officer'
}

/** Something that somebody is to do by a day. */
export type Awaited = {
  readonly dueAt: Date
  /** When they were asked, or it came up: what lay before that is not made up for. */
  readonly since: Date
}

/**
 * The reminder whose turn it is: the latest that has come up by now, and after they were asked. Those
 * before it are over, so that whoever looks late sends one and not five. Null where none has.
 */
export function reminderNow(
  { dueAt, since }: Awaited,
  now: Date,
  timetable: Timetable = usualTimetable,
): Reminder | null {
  const over_ms = now.getTime() - dueAt.getTime()
  const offset_ms = officerOffset(over_ms, timetable) ?? personOffset(over_ms, timetable)
  if (offset_ms === undefined) return null
  const at_ms = dueAt.getTime() + offset_ms
  if (at_ms <= since.getTime()) return null
  const isOver = offset_ms > timetable.weekly_times * week_ms
  return { at: new Date(at_ms), to: isOver ? 'officer' : 'person' }
}

/** Of the person's reminders the latest that has come up, from the due moment on. */
const personOffset = (over_ms: number, { before_days, weekly_times }: Timetable) =>
  over_ms >= week_ms && weekly_times > 0
    ? Math.min(Math.floor(over_ms / week_ms), weekly_times) * week_ms
    : before_days.map((days) => -days * day_ms).findLast((each_ms) => each_ms <= over_ms)

/** The same of what the officers alone are told; undefined where it is still for the person. */
function officerOffset(over_ms: number, { weekly_times }: Timetable) {
  const first_ms = (weekly_times + 1) * week_ms
  if (over_ms < first_ms) return undefined
  return first_ms + Math.floor((over_ms - first_ms) / officerEvery_ms) * officerEvery_ms
}
