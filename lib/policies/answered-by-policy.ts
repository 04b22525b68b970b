import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { ruleById } from '../core/rules/catalogue'
import { countsOf } from '../sign-offs/sign-offs-by-policy'
import { policiesInForce, type PolicyInForce } from './policies-in-force'

/** What a policy that holds in the club says to a rule that it answers. */
export type PolicyAnswer = {
  policyId: string
  title: string
  /** Who said so for the club: adopted it, or published its own; null where that is not known. */
  by: string | null
  byUserId: string | null
  since: Date
  /** How many of those who are asked have agreed; null where the rule is about the club alone. */
  agreed: { people: number; of: number } | null
}

/** True where everybody who had to has agreed, or where nobody has to. */
export const isWhole = ({ agreed }: PolicyAnswer): boolean =>
  agreed === null || (agreed.of > 0 && agreed.people === agreed.of)

/** By rule, the policy that answers it here: the one that most has been agreed to. */
export async function answeredByPolicy(tx: Tx, ctx: Context): Promise<Map<string, PolicyAnswer>> {
  const inForce = await policiesInForce(tx, ctx)
  const answers = new Map<string, PolicyAnswer>()
  if (inForce.length === 0) return answers
  const counts = new Map((await countsOf(tx, ctx)).map((each) => [each.policyId, each]))
  for (const policy of inForce) {
    const { asked = 0, agreed = 0 } = counts.get(policy.policyId) ?? {}
    for (const rule of policy.version.rules) {
      const answer = answerOf(policy, takesPeople(rule) ? { people: agreed, of: asked } : null)
      const before = answers.get(rule)
      if (!before || (!isWhole(before) && isWhole(answer))) answers.set(rule, answer)
    }
  }
  // Every version has its day and what changed, whoever publishes here.
  const [oldest] = inForce.toSorted((one, other) => one.since.getTime() - other.since.getTime())
  if (oldest) answers.set('G08', answerOf(oldest, null))
  return answers
}

/** Rules that are met only once each coach agrees; of the others the club's own word is enough. */
const takesPeople = (rule: string): boolean =>
  ruleById(rule)?.proofs[0] === 'signed' && rule !== 'G04'

const answerOf = (
  { policyId, version, by, byUserId, since }: PolicyInForce,
  agreed: PolicyAnswer['agreed'],
): PolicyAnswer => ({ policyId, title: version.title, by, byUserId, since, agreed })
