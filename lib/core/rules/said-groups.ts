import { ruleById } from './catalogue'
import { ruleGroups, type RuleGroup } from './rule'
import { saidRuleIds, type SaidRuleId } from './rule-ids'

/** The rules that Zoom never tells by what they are about, in the order in which they are shown. */
export const saidGroups: readonly {
  readonly group: RuleGroup
  readonly ids: readonly SaidRuleId[]
}[] = ruleGroups.flatMap((group) => {
  const ids = saidRuleIds.filter((id) => ruleById(id)?.group === group)
  return ids.length === 0 ? [] : [{ group, ids }]
})
