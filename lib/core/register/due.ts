import { endOfDay } from '../dates'

type Dated = { readonly issuedOn: string | null; readonly expiresOn: string | null }

/** A day (`2026-11-25`) so many months later; of a month that is shorter, its last. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

/**
 * The last day on which it counts: as long as the rules take one for (null: they do not say), and
 * never beyond the day that stands on it. Null where neither says any, or it is not there yet.
 */
export function lastDay({ issuedOn, expiresOn }: Dated, renewal_months: number | null) {
  if (issuedOn === null) return null
  const byRules = renewal_months === null ? null : monthsAfter(issuedOn, renewal_months)
  if (byRules === null || (expiresOn !== null && expiresOn < byRules)) return expiresOn
  return byRules
}

/** The moment from which on it counts no more; null where it does not end. */
export function countsTo(of: Dated, renewal_months: number | null): Date | null {
  const day = lastDay(of, renewal_months)
  return day === null ? null : endOfDay(day)
}

/** How long before its end a credential is said to be due: eight weeks, as reminders begin. */
export const dueSoon_days = 56
