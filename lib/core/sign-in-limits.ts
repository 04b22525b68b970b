import { day_ms, minute_ms } from './durations'

/** How often something may be tried in a window of time; counting starts again with each window. */
export type Limit = { readonly count: number; readonly window_minutes: number }

/** How long a mailed code and its link work: mail can take its time on the way. */
export const codeLife_minutes = 20

/**
 * What is limited in signing in. An address may be asked for by anybody, so that no limit on it may
 * lock its owner out: whenever one refuses, a mail went to the address so short a time ago that
 * its code and its link still work; the link's tries are not limited. And a browser in which
 * somebody signed in before has mails of its own, which no stranger can use up.
 */
export const signInLimits = {
  /** Codes mailed to one address, so that nobody's inbox is filled by strangers. */
  codesAnAddress: { count: 5, window_minutes: 15 },
  /** Asked for, mailed or not. */
  codesAnAddressADay: { count: 20, window_minutes: 24 * 60 },
  /** Once the day's are used up: never fewer than one for as long as a code lives. */
  codesAnAddressThen: { count: 1, window_minutes: codeLife_minutes },
  /** Codes asked for in a browser in which this address signed in before; counted by themselves. */
  codesKnownHere: { count: 5, window_minutes: 15 },
  codesKnownHereADay: { count: 25, window_minutes: 24 * 60 },
  /** Codes asked for from one network. A club house, a school or a phone company is one. */
  codesANetwork: { count: 200, window_minutes: 15 },
  /** Codes typed from one network, right or wrong. */
  triesANetwork: { count: 300, window_minutes: 15 },
} as const satisfies Record<string, Limit>

/** Tries of one code, right or wrong: 5 in 2^40. */
export const triesACode = 5

/** Characters of a code. */
export const codeLength = 8

/** When the window of `now` began. */
export function windowStart({ window_minutes }: Limit, now: Date): Date {
  const window_ms = window_minutes * 60_000
  return new Date(Math.floor(now.getTime() / window_ms) * window_ms)
}

/** A device that nobody uses for this long is signed out: it may be lost, sold, or a club's. */
export const loginIdle_days = 14
export const loginIdle_ms = loginIdle_days * day_ms

/** How long after signing in one may say that one signs in with another address from now on. */
export const freshLogin_minutes = 10

/** True where whoever is signed in has shown so short a time ago that the address is theirs. */
export const isFreshLogin = (signedInAt: Date, now: Date): boolean =>
  now.getTime() - signedInAt.getTime() < freshLogin_minutes * minute_ms
