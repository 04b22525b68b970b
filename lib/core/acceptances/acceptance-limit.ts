import { calendarDate } from '../dates'
import { day_ms } from '../durations'
import type { Profile } from '../profiles/profile'

/** For how many days at most a risk may be accepted by these rules; null where it may not at all. */
export function acceptanceLimit(profile: Profile, control: string): number | null {
  const choice = Object.entries(profile.controls).find(([id]) => id === control)?.[1]
  return choice?.acceptance?.longest_days ?? null
}

/** True where the rules let somebody accept it, from then until that moment. */
export function mayAccept(profile: Profile, control: string, from: Date, until: Date): boolean {
  const longest_days = acceptanceLimit(profile, control)
  return longest_days !== null && until.getTime() - from.getTime() <= longest_days * day_ms
}

/**
 * The last day that may be asked for at this moment, as `2026-11-25`: the day before the limit is
 * over, since one that is accepted until a day ends when that day is over.
 */
export const lastDay = (longest_days: number, now: Date): string =>
  calendarDate(new Date(now.getTime() + (longest_days - 1) * day_ms))

/** How long before its end people are told that it is about to end. */
const toldBefore_ms = 7 * day_ms

/** When people are told that it is about to end; null where it is as short as that. */
export function endingSoonAt(from: Date, until: Date): Date | null {
  const at = new Date(until.getTime() - toldBefore_ms)
  return at > from ? at : null
}
