import { countsUntil, isInForce, type StatementTerm } from './statement'

/** How what the club is asked to state stands. */
export type AskedState = 'not_stated' | 'stated' | 'verified' | 'lapsed'

type Stated = StatementTerm & { readonly statedAt: Date; readonly verifiedAt: Date | null }

/**
 * How it stands by the newest statement about it, and until when that counts, or counted: for no
 * longer than the rules take one now. One that was taken back leaves nothing.
 */
export function askedState(
  newest: Stated | undefined,
  asked: { readonly lasts_days: number },
  now: Date,
): { readonly state: AskedState; readonly until: Date | null } {
  if (!newest || newest.state === 'withdrawn') return { state: 'not_stated', until: null }
  const until = countsUntil(newest, asked)
  if (!isInForce({ ...newest, lapsesAt: until }, now)) return { state: 'lapsed', until }
  return { state: newest.verifiedAt ? 'verified' : 'stated', until }
}
