import { parametersOf } from '../controls/parameters'
import { valueWords } from '../controls/parameter-spec'
import { controlIds, type ControlId } from '../results'
import type { Choices } from './document'

/** The rules that one club is checked by. */
export type ClubRules = { readonly club: string; readonly controls: Choices }

/** One rule that no single account can meet for both: what each of them asks for, in words. */
export type Contradiction = {
  readonly control: ControlId
  readonly label: string
  readonly sides: readonly { readonly club: string; readonly asks: string }[]
}

/** Answers with which nobody is at odds: the club, or the family, is left to decide. */
const leavesOpen: ReadonlySet<unknown> = new Set(['allowed', 'either'])

/**
 * Rules of clubs that one account cannot meet together: each asks for another answer, and neither is
 * the safer one. Only whoever uses the account for both can see it; each club knows its own rules.
 */
export function contradictions(all: readonly ClubRules[]): Contradiction[] {
  return controlIds.flatMap((control) =>
    parametersOf(control).flatMap((spec) => {
      if (spec.kind !== 'choice' || spec.order !== null) return []
      const sides = all.flatMap(({ club, controls }) => {
        const value = controls[control]?.parameters[spec.name]
        if (typeof value !== 'string' || leavesOpen.has(value)) return []
        return [{ club, asks: valueWords(spec, value) }]
      })
      const isOne = new Set(sides.map(({ asks }) => asks)).size < 2
      return isOne ? [] : [{ control, label: spec.label, sides }]
    }),
  )
}
