import type { Result } from '../results'

type Known = { readonly result: Result; readonly statedUntil: Date | null }

/** Somebody's word stands in for what Zoom never tells, and has not lapsed. */
export const standsStated = ({ result, statedUntil }: Known, now: Date): boolean =>
  result === 'could_not_check' && statedUntil !== null && now < statedUntil

/** Nobody knows: Zoom did not tell, and nobody's word stands in. */
export const isUnknown = (known: Known, now: Date): boolean =>
  known.result === 'could_not_check' && !standsStated(known, now)
