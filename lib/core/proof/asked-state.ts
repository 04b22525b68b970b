import { countsUntil, isInForce, type StatementTerm } from './statement'

/** How what the club is asked to state stands. */
export type AskedState =
  | 'not_stated'
  | 'stated'
  | 'verified'
  | 'lapsed'
  /** It rests on something that the rules take no more. */
  | 'not_taken'
  | 'not_applicable'
  /** By a policy that the club goes by; and one that not everybody has agreed to yet. */
  | 'signed'
  | 'partly_signed'

/** True where somebody still has to state it. */
export const isToState = (state: AskedState): boolean =>
  state === 'not_stated' || state === 'lapsed' || state === 'not_taken'

type Stated = StatementTerm & { readonly statedAt: Date; readonly verifiedAt: Date | null }

/**
 * How it stands by the newest statement about it, and until when that counts, or counted: for no
 * longer than the rules take one now. One that was taken back leaves nothing.
 */
export function askedState(
  newest: Stated | undefined,
  asked: {
    readonly lasts_days: number
    /** False where it rests on something that the rules do not take any more. */
    readonly takes?: boolean
    /** The rule does not apply to the club, by what its people said and agreed. */
    readonly exempt?: boolean
  },
  now: Date,
): { readonly state: AskedState; readonly until: Date | null } {
  if (asked.exempt) return { state: 'not_applicable', until: null }
  if (!newest || newest.state === 'withdrawn') return { state: 'not_stated', until: null }
  const until = countsUntil(newest, asked)
  if (!isInForce({ ...newest, lapsesAt: until }, now)) return { state: 'lapsed', until }
  if (asked.takes === false) return { state: 'not_taken', until }
  return { state: newest.verifiedAt ? 'verified' : 'stated', until }
}
