import { day_ms } from '../durations'
import { signOffState, type SignOffTerm } from './state'

/** Somebody who was reminded is left in peace for so long. */
export const chaseEvery_days = 7

/** When they may be reminded again; null where that is now. */
export function chaseAgainAt(chasedAt: Date | null, now: Date): Date | null {
  if (chasedAt === null) return null
  const again = new Date(chasedAt.getTime() + chaseEvery_days * day_ms)
  return again > now ? again : null
}

export type Chaseable = SignOffTerm & { readonly chasedAt: Date | null }

/** Why somebody cannot be reminded of it; null where they can. */
export type NotChaseable = 'not_waiting' | 'not_sent' | 'chased_lately'

export function whyNotChase(request: Chaseable, now: Date): NotChaseable | null {
  const state = signOffState(request, now)
  if (state === 'not_sent') return 'not_sent'
  if (state !== 'sent' && state !== 'opened' && state !== 'overdue') return 'not_waiting'
  return chaseAgainAt(request.chasedAt, now) === null ? null : 'chased_lately'
}
