import type { Result } from './results'

/** What a judgement makes of a rule somewhere, as far as it decides what becomes of a finding. */
export type Seen = {
  readonly result: Result
  readonly because: string
  /** It follows from other results. */
  readonly derived: boolean
  /** Everything that bears on it was read. */
  readonly complete: boolean
  /** The rule does not hold there by what somebody said. */
  readonly exempt?: boolean
}

/** Why a judgement closes a finding, and in what words. */
export type Closes = {
  readonly reason: 'mended' | 'rule_withdrawn'
  readonly because: string
}

/**
 * True where it opens a finding, or is one more time that a finding is seen. What follows from other
 * results opens none; what stands open is seen whyever it is so.
 */
export const isFound = ({ result, derived }: Pick<Seen, 'result' | 'derived'>, isOpen: boolean) =>
  result === 'not_met' && (!derived || isOpen)

/**
 * Why a finding that stands open closes by a judgement of its subject; null where it stays open.
 * Without `seen` its rule is asked for no more. With `sameReading` nothing new was read, and the rules
 * are others. Only a complete reading that says otherwise means that somebody mended it.
 */
export function closesBy(seen: Seen | undefined, sameReading: boolean): Closes | null {
  if (!seen) return { reason: 'rule_withdrawn', because: 'The profile no longer asks for this.' }
  // Nobody has mended anything where a rule does not hold by what somebody said.
  if (seen.exempt) return { reason: 'rule_withdrawn', because: seen.because }
  const isOtherwise = seen.result === 'met' || seen.result === 'not_applicable'
  if (!seen.complete || !isOtherwise) return null
  // Nobody has mended anything where the same reading is held against other rules.
  return sameReading
    ? { reason: 'rule_withdrawn', because: 'The rules changed, and no longer ask for this.' }
    : { reason: 'mended', because: seen.because }
}
