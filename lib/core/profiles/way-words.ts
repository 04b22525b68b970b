import { counted } from '../dates'
import type { Equivalent } from './equivalents'
import type { ExemptCategory } from './exempt-categories'
import { type RuleFact } from './rule-words'
import { ruleTitle } from '../rules/rule-title'

export type SomeWays = {
  readonly equivalents?: readonly Equivalent[]
  readonly exempt?: readonly ExemptCategory[]
}

export type WayDifference = {
  readonly control: string
  readonly title: string
  readonly changes: readonly { name: string; from: string; to: string }[]
}

/** Both of them, of whatever has them; none where it has not. */
export const waysOf = ({ equivalents = [], exempt = [] }: SomeWays) => ({ equivalents, exempt })

/** What else counts for a rule, fact by fact. */
export const equivalentFacts = ({ rule, what, reason, name }: Equivalent): RuleFact[] => [
  { name: 'What counts', value: what },
  { name: 'For the rule', value: ruleTitle(rule) },
  { name: 'Why', value: reason },
  { name: 'Decided by', value: name },
]

/** A kind of session or club for which rules do not hold, fact by fact. */
export const exemptFacts = (each: ExemptCategory): RuleFact[] => [
  { name: 'Who it is for', value: each.category },
  { name: 'Rules that do not apply', value: each.rules.map(ruleTitle).join('; ') },
  { name: 'Why', value: each.reason },
  { name: 'Decided by', value: each.name },
  { name: 'A club’s word counts', value: `For ${counted(each.lasts_days, 'day')}` },
]

/** What is different between two sets of them, in words; none where nothing is. */
export function wayDifferences(before: SomeWays, after: SomeWays): WayDifference[] {
  return [
    ...different(
      before.equivalents ?? [],
      after.equivalents ?? [],
      equivalentFacts,
      ({ what }) => `Counts in place of a rule: ${what}`,
    ),
    ...different(
      before.exempt ?? [],
      after.exempt ?? [],
      exemptFacts,
      ({ category }) => `Rules that do not apply: ${category}`,
    ),
  ]
}

function different<Way extends { readonly key: string }>(
  before: readonly Way[],
  after: readonly Way[],
  factsOf: (way: Way) => RuleFact[],
  titleOf: (way: Way) => string,
): WayDifference[] {
  const gone = before.filter(({ key }) => after.every((each) => each.key !== key))
  const changed = after.flatMap((way): WayDifference[] => {
    const old = before.find(({ key }) => key === way.key)
    const was = old ? factsOf(old) : []
    const changes = factsOf(way).flatMap(({ name, value }, index) => {
      const from = was[index]?.value ?? 'Not there'
      return from === value ? [] : [{ name, from, to: value }]
    })
    return changes.length === 0 ? [] : [{ control: way.key, title: titleOf(way), changes }]
  })
  const ended = gone.map((way): WayDifference => ({
    ...{ control: way.key, title: titleOf(way) },
    changes: factsOf(way)
      .slice(0, 1)
      .map(({ name, value }) => ({
        ...{ name, from: value, to: 'Not there' },
      })),
  }))
  return [...changed, ...ended]
}
