import { rulesInOrder } from '../rules/catalogue'
import type { Rule } from '../rules/rule'

/** Rules that a policy can answer: what is agreed to in writing, and that there is one at all. */
export const policyRules: readonly Rule[] = rulesInOrder.filter(
  ({ id, proofs }) => id === 'G01' || (proofs.includes('signed') && id !== 'G07'),
)

export const isPolicyRule = (id: string): boolean => policyRules.some((rule) => rule.id === id)
