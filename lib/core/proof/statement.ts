import { day_ms } from '../durations'
import { couldNotCheckReasons, type CouldNotCheckReason } from '../readings'
import type { Result } from '../results'

/** What a statement can be about: the club, a coach on its register, or what Zoom settings are of. */
export const statementSubjects = ['club', 'coach', 'user', 'meeting', 'account', 'group'] as const

export type StatementSubject = (typeof statementSubjects)[number]

/** One is in force until it is taken back, said again in new words, or its time is over. */
export const statementStates = ['in_force', 'withdrawn', 'replaced', 'lapsed'] as const

export type StatementState = (typeof statementStates)[number]

/** Each step of one, in its history. */
export const statementEventKinds = [
  'stated',
  'verified',
  'withdrawn',
  'replaced',
  'lapsed',
] as const

export type StatementEventKind = (typeof statementEventKinds)[number]

/** What decides whether a statement counts. */
export type StatementTerm = { readonly state: StatementState; readonly lapsesAt: Date }

/** True while it counts. One that lapsed does not, whether or not anybody has written that down. */
export const isInForce = ({ state, lapsesAt }: StatementTerm, now: Date): boolean =>
  state === 'in_force' && now < lapsesAt

/** Reasons that no check will ever get past. All others pass, or can be mended by somebody. */
const neverTold: ReadonlySet<CouldNotCheckReason> = new Set(['not_readable'])

const isReason = (reason: string): reason is CouldNotCheckReason =>
  couldNotCheckReasons.some((each) => each === reason)

/**
 * True where a statement may stand in: Zoom never tells it on this plan or at this level. What was
 * told, or may be told tomorrow, nobody's word replaces.
 */
export const mayStandIn = (result: Result, reason: string | null): boolean =>
  result === 'could_not_check' && reason !== null && isReason(reason) && neverTold.has(reason)

/** When a statement that is made now and lasts so long lapses. */
export const lapsesAt = (now: Date, lasts_days: number): Date =>
  new Date(now.getTime() + lasts_days * day_ms)

/** Until when one counts: until it lapses, and for no longer than the rules take one for now. */
export const countsUntil = (
  { statedAt, lapsesAt: until }: { readonly statedAt: Date; readonly lapsesAt: Date },
  { lasts_days }: { readonly lasts_days: number },
): Date => {
  const allowed = lapsesAt(statedAt, lasts_days)
  return allowed < until ? allowed : until
}

const remindBefore_ms = 14 * day_ms

/** When to say that it is about to lapse: two weeks before, or at half of its time where that is later. */
export function remindAt(statedAt: Date, until: Date): Date {
  const half_ms = (until.getTime() - statedAt.getTime()) / 2
  return new Date(until.getTime() - Math.min(remindBefore_ms, half_ms))
}
