import { calendarDate, endOfDay } from '../dates'
import { day_ms } from '../durations'
import type { ControlChoice, Profile } from '../profiles/profile'
import { hasBegun } from '../profiles/tighten'
import { monthsAfter } from '../register/due'
import { drill } from './checklists'

/** After how many months people sign again what did not change; null where the rules do not ask it. */
export const renewalMonths = ({ controls }: Profile, now: Date): number | null =>
  monthsOf(controls.G07, 'renewal_months', now)

/** When the drill is to be done again that was done at `at`: after a year, or by what the rules say. */
export function drillEnds({ controls }: Profile, at: Date, now: Date): Date {
  const months = monthsOf(controls.M19, 'repeat_months', now)
  return renewsAt(at, months) ?? yearAfter(at)
}

/** A year later. */
export const yearAfter = (at: Date): Date =>
  new Date(at.getTime() + (drill.repeats_days ?? 0) * day_ms)

function monthsOf(choice: ControlChoice | undefined, name: string, now: Date): number | null {
  if (!choice || !hasBegun(choice.countsFrom, now)) return null
  const months = choice.parameters[name]
  return typeof months === 'number' ? months : null
}

/** From when on a sign-off counts no more; null where it does so for ever. */
export function renewsAt(signedAt: Date, renewal_months: number | null): Date | null {
  return renewal_months === null
    ? null
    : endOfDay(monthsAfter(calendarDate(signedAt), renewal_months))
}

/**
 * When somebody is asked again, so that it is due when the older one ends: a day more than they have,
 * since who is to be asked is looked at once a day.
 */
export const asksAgainAt = (until: Date, due_days: number): Date =>
  new Date(until.getTime() - (due_days + 1) * day_ms)
