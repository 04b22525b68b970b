import { catalogue } from '../controls/catalogue'
import { controlIds, type ControlId } from '../results'
import type { Rule, RuleGroup, RuleLevel } from './rule'
import { sourcesOf, type SourceCode } from './sources'

type More = Partial<Pick<Rule, 'title' | 'proofs' | 'untold'>> & {
  readonly controls?: readonly [ControlId, ...ControlId[]]
  readonly group?: RuleGroup
}

/** A rule that controls read Zoom for. What it is called, why and how to mend it is the first one's. */
export function checked(
  id: string,
  level: RuleLevel,
  codes: readonly SourceCode[],
  who: string,
  more: More = {},
): Rule {
  const same = controlIds.find((each) => each === id)
  const [first, ...others] = more.controls ?? (same === undefined ? [] : [same])
  if (first === undefined) throw new Error(`No control reads Zoom for ${id}.`)
  const control = catalogue[first]
  return {
    id,
    version: control.version,
    group: more.group ?? 'zoom',
    level,
    title: more.title ?? control.title,
    why: control.why,
    sources: sourcesOf(...codes),
    who,
    mend: control.mend,
    proofs: more.proofs ?? ['checked'],
    controls: [first, ...others],
    ...(more.untold === undefined ? {} : { untold: more.untold }),
  }
}
