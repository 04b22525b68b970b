import { day_ms } from '../core/durations'
import type { Answer } from './http'
import type { Plan } from './state'
import { tooManyASecond, tooManyToday } from './zoom-errors'

/** Zoom's classes of requests, each with a limit of its own. */
export type Label = 'Light' | 'Medium'

type Limit = { a_second: number; a_day: number | null }

/** By plan. Only free accounts have small daily limits. Source: Zoom's rate limits, October 2026. */
const limits: Record<Plan, Record<Label, Limit>> = {
  basic: { Light: { a_second: 4, a_day: 6_000 }, Medium: { a_second: 2, a_day: 2_000 } },
  pro: { Light: { a_second: 30, a_day: null }, Medium: { a_second: 20, a_day: null } },
  business: { Light: { a_second: 80, a_day: null }, Medium: { a_second: 60, a_day: null } },
}

type Used = { second: number; inSecond: number; day: number; inDay: number }

/** What each account has used, by account and class. Off, everything is answered. */
export type Limiter = { on: boolean; used: Map<string, Used> }

export const newLimiter = (): Limiter => ({ on: false, used: new Map() })

const second_ms = 1000

/**
 * Counts one request of an account, whichever of its users or apps asks: null where there is room,
 * otherwise Zoom's refusal. What is refused does not count.
 */
export function takeTurn(
  { on, used }: Limiter,
  { accountId, plan, label }: { accountId: string; plan: Plan; label: Label },
  now: Date,
): Answer | null {
  if (!on) return null
  const key = `${accountId} ${label}`
  const second = Math.floor(now.getTime() / second_ms)
  const day = Math.floor(now.getTime() / day_ms)
  const before = used.get(key)
  const inSecond = before && before.second === second ? before.inSecond : 0
  const inDay = before && before.day === day ? before.inDay : 0
  const limit = limits[plan][label]
  if (limit.a_day !== null && inDay >= limit.a_day) {
    return tooManyToday(label, limit.a_day, new Date((day + 1) * day_ms))
  }
  if (inSecond >= limit.a_second) return tooManyASecond(label, limit.a_second)
  used.set(key, { second, inSecond: inSecond + 1, day, inDay: inDay + 1 })
  return null
}
