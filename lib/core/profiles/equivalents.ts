import type { Profile } from './profile'

/**
 * Something else that counts as meeting a rule which people state or prove: named by whoever
 * publishes the rules, with a reason. "Training of the FA, the NHS or a local authority counts."
 */
export type Equivalent = {
  /** Its name in data; it stays while its words are mended. */
  readonly key: string
  readonly rule: string
  readonly what: string
  readonly reason: string
  /** Who decided that it counts. */
  readonly name: string
}

/** What else counts for a rule by these rules; none of what nobody asks for. */
export const equivalentsFor = (
  { equivalents = [], controls }: Profile,
  rule: string,
): readonly Equivalent[] =>
  Object.hasOwn(controls, rule) ? equivalents.filter((each) => each.rule === rule) : []

/**
 * What a claim rests on, where the rules still take that for this rule; null where they do not, so
 * that what rests on it does not count. To be asked each time, of the rules as they are.
 */
export const equivalentOf = (profile: Profile, rule: string, key: string): Equivalent | null =>
  equivalentsFor(profile, rule).find((each) => each.key === key) ?? null

/** True where a claim counts by what it rests on: the rule's own words, or what is taken for them. */
export const isTaken = (profile: Profile, rule: string, key: string | null): boolean =>
  key === null || equivalentOf(profile, rule, key) !== null
