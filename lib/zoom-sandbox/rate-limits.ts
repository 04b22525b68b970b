import { day_ms } from '../core/durations'
import type { Answer } from './http'
import type { Plan } from './state'
import { tooManyASecond, tooManyChanges, tooManyToday } from './zoom-errors'

/** Zoom's classes of requests, each with a limit of its own. */
export type Label = 'Light' | 'Medium'

type Limit = { a_second: number; a_day: number | null }

/** By plan. Only free accounts have small daily limits. Source: Zoom's rate limits, October 2026. */
const limits: Record<Plan, Record<Label, Limit>> = {
  basic: { Light: { a_second: 4, a_day: 6_000 }, Medium: { a_second: 2, a_day: 2_000 } },
  pro: { Light: { a_second: 30, a_day: null }, Medium: { a_second: 20, a_day: null } },
  business: { Light: { a_second: 80, a_day: null }, Medium: { a_second: 60, a_day: null } },
}

type Used = {
  second: number
  inSecond: number
  day: number
  inDay: number
  /** The most that there were of one second, and of one day. */
  most: { a_second: number; a_day: number }
}

/** The most that one account asked of one class, and how often it was refused for that. */
export type Use = {
  accountId: string
  label: string
  a_second: number
  a_day: number
  /** Only where limits are kept. */
  refused: number
}

/** What each account has used, by account and class. Off, everything is answered, and counted. */
export type Limiter = {
  on: boolean
  used: Map<string, Used>
  changes: Map<string, { day: number; inDay: number }>
  refused: Map<string, number>
}

export const newLimiter = (): Limiter => ({
  on: false,
  used: new Map(),
  changes: new Map(),
  refused: new Map(),
})

const second_ms = 1000

type Turn = { accountId: string; plan: Plan; label: Label }

/**
 * Counts one request of an account, whichever of its users or apps asks: null where there is room,
 * otherwise Zoom's refusal. What is refused does not count.
 */
export function takeTurn(limiter: Limiter, turn: Turn, now: Date): Answer | null {
  const { on, used } = limiter
  const { accountId, plan, label } = turn
  const key = `${accountId} ${label}`
  const second = Math.floor(now.getTime() / second_ms)
  const day = Math.floor(now.getTime() / day_ms)
  const before = used.get(key)
  const inSecond = before?.second === second ? before.inSecond : 0
  const inDay = before?.day === day ? before.inDay : 0
  const limit = limits[plan][label]
  if (on && limit.a_day !== null && inDay >= limit.a_day) {
    return refusing(limiter, key, tooManyToday(label, limit.a_day, new Date((day + 1) * day_ms)))
  }
  if (on && inSecond >= limit.a_second) {
    return refusing(limiter, key, tooManyASecond(label, limit.a_second))
  }
  const most = {
    a_second: Math.max(before?.most.a_second ?? 0, inSecond + 1),
    a_day: Math.max(before?.most.a_day ?? 0, inDay + 1),
  }
  used.set(key, { second, inSecond: inSecond + 1, day, inDay: inDay + 1, most })
  return null
}

function refusing({ refused }: Limiter, key: string, answer: Answer): Answer {
  refused.set(key, (refused.get(key) ?? 0) + 1)
  return answer
}

/** How often a day one host's meetings may be made or changed, by whoever does it (UTC). */
const changes_a_day = 100

/** Counts one change of a host's meetings, as `takeTurn` counts a request. */
export function takeChange(limiter: Limiter, hostId: string, now: Date): Answer | null {
  const day = Math.floor(now.getTime() / day_ms)
  const before = limiter.changes.get(hostId)
  const inDay = before?.day === day ? before.inDay : 0
  if (limiter.on && inDay >= changes_a_day) {
    const again = new Date((day + 1) * day_ms)
    return refusing(limiter, `${hostId} changes`, tooManyChanges(hostId, changes_a_day, again))
  }
  limiter.changes.set(hostId, { day, inDay: inDay + 1 })
  return null
}

/** What each account used at most, and what was refused of it. */
export function usesOf({ used, refused }: Limiter): Use[] {
  return [...new Set([...used.keys(), ...refused.keys()])].map((key) => {
    const [accountId = '', label = ''] = key.split(' ')
    const most = used.get(key)?.most ?? { a_second: 0, a_day: 0 }
    return { accountId, label, ...most, refused: refused.get(key) ?? 0 }
  })
}
