import { conductRules } from './conduct-rules'
import { governanceRules } from './governance-rules'
import { assessmentRules, incidentRules } from './incident-rules'
import { peopleRules } from './people-rules'
import type { Rule } from './rule'
import { sessionRules } from './session-rules'
import { zoomRules } from './zoom-rules'

/** All 68 rules, in the order in which they are shown. */
export const rulesInOrder: readonly Rule[] = [
  ...zoomRules,
  ...sessionRules,
  ...conductRules,
  ...peopleRules,
  ...governanceRules,
  ...incidentRules,
  ...assessmentRules,
]

const byId: ReadonlyMap<string, Rule> = new Map(rulesInOrder.map((rule) => [rule.id, rule]))

/** The rule of this id, or undefined. A control has a rule of its own or is a part of one. */
export const ruleById = (id: string): Rule | undefined => byId.get(id)
