import type { ProfileRuleId } from '../rules/rule-ids'
import type { Effective } from './effective'
import { beginsAt } from './publication'

/** Who has a part in what one rule asks for, and since when. */
export type RulePart = { readonly name: string; readonly version: number; readonly since: Date }

/** Whose a rule is: from above down; nobody's where it comes with the built-in profile. */
export function ruleParts({ layers }: Effective, control: ProfileRuleId): RulePart[] {
  return layers.flatMap(({ source, publication, isBase, controls }, index) => {
    const before = layers[index - 1]?.controls[control]
    // A lower tier has a part in it only where it asks for something else than those above.
    const says = publication.document.controls[control] !== undefined
    const changes = JSON.stringify(before) !== JSON.stringify(controls[control])
    if (!says || (!isBase && !changes)) return []
    return [{ name: source.name, version: publication.version, since: beginsAt(publication) }]
  })
}
