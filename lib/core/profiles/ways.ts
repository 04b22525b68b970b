import type { ProfileDocument } from './document'
import type { Profile } from './profile'
import type { Ignored } from './tighten'

/** What else counts, and what does not apply: the two ways in which rules ask for less of somebody. */
export type Ways = Required<Pick<Profile, 'equivalents' | 'exempt'>>

type Said = Pick<ProfileDocument, 'equivalents' | 'exempt' | 'notTaken'>

/** Those of a document that says all of the rules. They are of what it asks for, and nothing else. */
export function ownWays(
  { equivalents, exempt }: Said,
  controls: Profile['controls'],
): Partial<Ways> {
  const isAsked = (rule: string) => Object.hasOwn(controls, rule)
  return kept({
    equivalents: equivalents.filter(({ rule }) => isAsked(rule)),
    exempt: exempt
      .map((each) => ({ ...each, rules: each.rules.filter(isAsked) }))
      .filter(({ rules }) => rules.length > 0),
  })
}

/**
 * Those above, without what a lower tier does not take. It cannot add any: each asks for less, so
 * what it adds does not hold.
 */
export function fewerWays(
  { equivalents = [], exempt = [] }: Partial<Ways>,
  said: Said,
): { ways: Partial<Ways>; ignored: Ignored[] } {
  const isTaken = ({ key }: { readonly key: string }) => !(said.notTaken ?? []).includes(key)
  return {
    ways: kept({ equivalents: equivalents.filter(isTaken), exempt: exempt.filter(isTaken) }),
    ignored: addedWays(said),
  }
}

/** What a lower tier's document adds of either, each of which asks for less than those above. */
export const addedWays = ({ equivalents, exempt }: Said): Ignored[] => [
  ...equivalents.map(({ rule: control, what }): Ignored => ({
    ...{ control, part: 'equivalent', parameter: what },
  })),
  ...exempt.flatMap(({ rules: [control], category }): Ignored[] =>
    control ? [{ control, part: 'exemption', parameter: category }] : [],
  ),
]

/** Rules without any have no word of them. */
const kept = ({ equivalents, exempt }: Ways): Partial<Ways> => ({
  ...(equivalents.length === 0 ? {} : { equivalents }),
  ...(exempt.length === 0 ? {} : { exempt }),
})
