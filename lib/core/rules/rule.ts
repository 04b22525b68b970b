import type { MendSteps } from '../controls/control'
import type { ProofKind } from '../proof/proof-kinds'
import type { ControlId, Level } from '../results'
import type { PublishedSource } from './sources'

/** What a rule is about, in the order in which the rules are shown. */
export const ruleGroups = [
  'zoom',
  'sessions',
  'people',
  'governance',
  'incidents',
  'assessment',
] as const

export type RuleGroup = (typeof ruleGroups)[number]

/** How strongly it is asked for; PROFILE where governing bodies differ, so that each has to say. */
export type RuleLevel = Level | 'PROFILE'

/**
 * One rule that keeps children safe, whether or not Zoom tells anything of it. An id keeps its
 * meaning for ever; a changed rule is a new version.
 */
export type Rule = {
  readonly id: string
  readonly version: number
  readonly group: RuleGroup
  readonly level: RuleLevel
  /** The rule in plain words, as something that is so. */
  readonly title: string
  readonly why: string
  /** Where it comes from. Empty where nobody published it: then `why` says that it is our own view. */
  readonly sources: readonly PublishedSource[]
  /** Who can mend it, in plain words. */
  readonly who: string
  readonly mend: MendSteps
  /** How it can be known that it is so. The first is the strongest that there is. */
  readonly proofs: readonly [ProofKind, ...ProofKind[]]
  /** What reads Zoom for it; empty where Zoom does not tell. */
  readonly controls: readonly ControlId[]
  /** What Zoom does not tell of it, where it tells a part, or warns of it. */
  readonly untold?: string
}
