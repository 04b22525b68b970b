import { day_ms } from '../durations'
import { noticeDays, type ErasureOrigin } from './erasure'

/**
 * The moment so many calendar months later (UTC); where that month is shorter, its last day, as the
 * Information Commissioner counts a month.
 */
export function monthsLater(from: Date, months: number): Date {
  const to = new Date(from)
  to.setUTCDate(1)
  to.setUTCMonth(to.getUTCMonth() + months)
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  to.setUTCDate(Math.min(from.getUTCDate(), last))
  return to
}

/** By when a club has to answer: one month after it was asked (UK GDPR, Article 12(3)). */
export const answerBy = (askedAt: Date): Date => monthsLater(askedAt, 1)

/**
 * When it is erased: after the days of notice, and not before what rules above have a club keep is
 * over. Null for `keepUntil` where nothing has it kept.
 */
export function eraseAt(origin: ErasureOrigin, now: Date, keepUntil: Date | null): Date {
  const noticed = new Date(now.getTime() + noticeDays[origin] * day_ms)
  return keepUntil && keepUntil > noticed ? keepUntil : noticed
}
