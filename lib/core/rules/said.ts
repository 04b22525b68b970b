import type { Rule } from './rule'
import type { SaidRuleId } from './rule-ids'
import { sourcesOf, type SourceCode } from './sources'

type Said = Omit<Rule, 'id' | 'version' | 'sources' | 'controls' | 'proofs'> & {
  readonly id: SaidRuleId
  readonly from: readonly SourceCode[]
  readonly version?: number
  readonly proofs?: Rule['proofs']
}

/** A rule that Zoom tells nothing of: somebody says that it is so, and best a second one looks. */
export const said = ({
  from,
  version = 1,
  proofs = ['verified', 'stated'],
  ...rule
}: Said): Rule => ({
  ...rule,
  version,
  proofs,
  sources: sourcesOf(...from),
  controls: [],
})
