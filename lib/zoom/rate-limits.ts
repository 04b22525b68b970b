/** Zoom's classes of requests: each has a limit of its own in every account. */
export type RateLabel = 'Light' | 'Medium' | 'Heavy' | 'Resource-intensive'

/** What kind of account it is, as far as Zoom's limits differ. */
export type RatePlan = 'free' | 'pro' | 'business'

/** `a_day` null: no limit of a day. */
export type RateLimit = { readonly a_second: number; readonly a_day: number | null }

const perMinute = (requests: number) => requests / 60

/** Zoom's documented limits of an account, for all its users and apps together. October 2026. */
export const rateLimits: Readonly<Record<RatePlan, Readonly<Record<RateLabel, RateLimit>>>> = {
  free: {
    Light: { a_second: 4, a_day: 6000 },
    Medium: { a_second: 2, a_day: 2000 },
    Heavy: { a_second: 1, a_day: 1000 },
    'Resource-intensive': { a_second: perMinute(10), a_day: 30_000 },
  },
  // The two heaviest share a day's number; each is held to half of it.
  pro: {
    Light: { a_second: 30, a_day: null },
    Medium: { a_second: 20, a_day: null },
    Heavy: { a_second: 10, a_day: 15_000 },
    'Resource-intensive': { a_second: perMinute(10), a_day: 15_000 },
  },
  business: {
    Light: { a_second: 80, a_day: null },
    Medium: { a_second: 60, a_day: null },
    Heavy: { a_second: 40, a_day: 30_000 },
    'Resource-intensive': { a_second: perMinute(20), a_day: 30_000 },
  },
}

/** How many meetings Zoom lets apps create or change for one of its users in a day (UTC). */
export const changesADay_max = 100

const light = [/^\/users\/[^/]+$/, /^\/users\/[^/]+\/permissions$/, /^\/meetings\/[^/]+$/]
const lightBelow =
  /^\/meetings\/[^/]+\/(status|invitation|recordings|recordings\/settings)$|^\/past_meetings\/[^/]+$/

/**
 * The class of a request by its path below the API's address. What is not known to be light, or to
 * be heavy, is medium: so are all of Zoom's settings and lists.
 */
export function rateLabelOf(path: string): RateLabel {
  if (path === '/metrics/meetings') return 'Resource-intensive'
  if (path.startsWith('/metrics/') || path.startsWith('/report/')) return 'Heavy'
  return [...light, lightBelow].some((pattern) => pattern.test(path)) ? 'Light' : 'Medium'
}

/** The pace at which this share of a limit is used. */
export type Pace = {
  /** Between two requests, where many follow each other. */
  readonly gap_ms: number
  /** How many may be sent at once after a rest: what a second holds. */
  readonly burst: number
  readonly a_day: number | null
}

/** A share of one of Zoom's limits. No second ever holds more than twice the share, or two. */
export function paceOf(plan: RatePlan, label: RateLabel, share: number): Pace {
  const { a_second, a_day } = rateLimits[plan][label]
  return {
    gap_ms: 1000 / (a_second * share),
    burst: Math.max(1, Math.floor(a_second * share)),
    a_day: a_day === null ? null : Math.max(1, Math.floor(a_day * share)),
  }
}
