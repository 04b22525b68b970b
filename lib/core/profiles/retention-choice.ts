import { z } from 'zod'
import type { FieldProblem } from '../errors'
import {
  chosenClasses,
  keptMonths,
  periodWords,
  retentionClasses,
  type ChosenClass,
  type RetentionChoice,
} from '../retention/classes'
import type { WayDifference } from './way-words'

const months = (of: ChosenClass) =>
  z.int().min(retentionClasses[of].least).max(retentionClasses[of].most).optional()

/** For how many months what is kept, as somebody publishes it. */
export const retentionChoice = z.strictObject({
  people_left: months('people_left'),
  readings: months('readings'),
  addresses: months('addresses'),
})

/** What somebody typed for it, in months; an empty text leaves it as it is usual, or as it is above. */
export type TypedRetention = { readonly [of in ChosenClass]: string }

/** The name of the field for a class. */
export const retentionField = (of: ChosenClass) => `retention.${of}`

/** What stands in the editor. */
export const typedRetention = (choice: RetentionChoice | undefined): TypedRetention => {
  const typed = (of: ChosenClass) => String(choice?.[of] ?? '')
  return {
    people_left: typed('people_left'),
    readings: typed('readings'),
    addresses: typed('addresses'),
  }
}

/**
 * What was typed as periods; problems by field. Where somebody above has said them (`above`), nothing
 * may be looser: what is kept at least so long not shorter, what is kept at most so long not longer.
 */
export function retentionFrom(
  typed: TypedRetention,
  above: RetentionChoice | null,
): { retention: RetentionChoice; problems: FieldProblem[] } {
  const retention: { [of in ChosenClass]?: number } = {}
  const problems: FieldProblem[] = []
  for (const of of chosenClasses) {
    const text = typed[of].trim()
    if (text === '') continue
    const { least, most } = boundsOf(of, above)
    const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
    if (number >= least && number <= most) retention[of] = number
    else {
      const message = `Type a whole number of months from ${least} to ${most}, or nothing.`
      problems.push({ field: retentionField(of), message })
    }
  }
  return { retention, problems }
}

/** Between how many months somebody may choose, below rules that may say more of it. */
export function boundsOf(of: ChosenClass, above: RetentionChoice | null) {
  const { bound, least, most } = retentionClasses[of]
  const given = above === null ? undefined : keptMonths(of, above)
  return {
    least: bound === 'at_least' ? (given ?? least) : least,
    most: bound === 'at_most' ? (given ?? most) : most,
  }
}

/** What is different between two choices, in words; none where nothing is. */
export function retentionDifferences(
  from: RetentionChoice | undefined,
  to: RetentionChoice | undefined,
): WayDifference[] {
  const changes = chosenClasses.flatMap((of) => {
    const words = (choice: RetentionChoice | undefined) =>
      periodWords(keptMonths(of, choice), 'months')
    const [before, after] = [words(from), words(to)]
    return before === after ? [] : [{ name: retentionClasses[of].what, from: before, to: after }]
  })
  return changes.length === 0
    ? []
    : [{ control: 'retention', title: 'How long things are kept', changes }]
}
