import { controlById } from '../controls/catalogue'
import { derivedControls } from '../controls/derived'
import * as paths from '../paths'
import { isPolicyRule } from '../policies/policy-rules'
import { registerRules } from '../register/needs'
import { ruleById, rulesInOrder } from '../rules/catalogue'
import type { ProfileRuleId } from '../rules/rule-ids'
import { ruleTitle } from '../rules/rule-title'
import type { ClubFacts } from './facts'
import { fromResults } from './from-results'
import { fromPolicy, fromSaid, fromSignOffs, withoutPolicy } from './from-said'
import { isInOrder, type Line } from './line'

/** A line, and where it belongs: judged here, answered by another line, or by nothing that is here. */
export type RuleLine = Line & { readonly kind: 'ruled' | 'waits' | 'elsewhere' }

type Part = Omit<Line, 'key' | 'rule' | 'title' | 'level' | 'who'> & Partial<Pick<RuleLine, 'kind'>>

/** How one rule stands for the club; undefined where the club's rules do not ask for it. */
export function ofRule(facts: ClubFacts, rule: ProfileRuleId): RuleLine | undefined {
  const choice = facts.profile.controls[rule]
  if (!choice) return undefined
  const { kind = 'ruled', ...part } = partOf(facts, rule)
  return {
    ...{ key: rule, rule, title: ruleTitle(rule), level: choice.level, kind },
    ...{ who: isInOrder(part) ? null : whoMends(rule) },
    ...part,
  }
}

const whoMends = (rule: string): string | null =>
  (ruleById(rule) ?? rulesInOrder.find(({ controls }) => controls.some((each) => each === rule)))
    ?.who ?? null

function partOf(facts: ClubFacts, rule: ProfileRuleId): Part {
  const exempt = facts.exempt.get(rule)
  if (exempt !== undefined) {
    const href = paths.exemptions(facts.slug)
    return { ...plain, face: 'not_applicable', words: exempt, href, linkWords: 'See who said so' }
  }
  const judged = fromResults(facts, rule)
  // What a derived rule finds wrong stands in the lines of the others already.
  if (judged) return derivedControls.includes(rule) && !isInOrder(judged) ? follows(rule) : judged
  const said = facts.said.find((each) => each.rule === rule)
  const policy = facts.policies.get(rule)
  if (said && said.state !== 'signed' && said.state !== 'partly_signed')
    return fromSaid(facts, said)
  if (policy) return fromPolicy(facts, policy)
  if (rule === 'G07') return fromSignOffs(facts)
  if (isPolicyRule(rule)) return withoutPolicy(facts)
  if (controlById(rule)) return ofNoAccount(facts, rule)
  if (rule === 'P12' || registerRules.some((each) => each === rule)) return ofNobody(facts, rule)
  return notShown(rule)
}

const plain = { proof: null, since: null, lookedAt: null, turn: 'nobody' } as const

const theRule = (rule: string) => ({ href: paths.oneRule(rule), linkWords: 'Read the rule' })

const follows = (rule: string): Part => ({
  ...{ ...plain, ...theRule(rule), kind: 'waits', face: 'not_met' },
  words: 'It follows from what is to mend in the lines above.',
})

/** A rule that is read of Zoom, and was judged of no account yet. */
function ofNoAccount({ online, notKnown }: ClubFacts, rule: string): Part {
  if (online > 0 && notKnown.length > 0) {
    const words = 'No account of the club has been checked for it yet.'
    return { ...plain, ...theRule(rule), kind: 'waits', face: 'not_checked', words }
  }
  const words =
    online === 0 ? 'Nobody here coaches online.' : 'Nothing here that it could apply to.'
  return { ...plain, ...theRule(rule), face: 'not_applicable', words }
}

/** A rule about people that asks nobody who is on the register. */
function ofNobody({ people, slug }: ClubFacts, rule: string): Part {
  if (people > 0 && rule !== 'P12') {
    const words = 'It asks nobody who is on your register.'
    return { ...plain, ...theRule(rule), face: 'not_applicable', words }
  }
  return {
    ...{ ...plain, kind: people > 0 ? 'ruled' : 'waits', face: 'not_checked', turn: 'you' },
    words: 'Nobody is on the register whom it could be asked of.',
    ...{ href: paths.coaches(slug), linkWords: 'Go to the register' },
  }
}

const notShown = (rule: string): Part => ({
  ...{ ...plain, ...theRule(rule), kind: 'elsewhere', face: 'not_checked' },
  words: 'Nothing in Touchline can show it. Your governing body may ask you.',
})
