import { AppError, type FieldProblem } from '../core/errors'
import type { Sorted } from './apply-sorting'

/** The form's name for one meeting's answers: `private`, `unsorted`, or the ids of clubs. */
export const meetingField = (meetingId: string) => `meeting-${meetingId}`

export type Choice = { meetingId: string; sorted: Sorted; clubIds: string[] }

const prefix = meetingField('')

/**
 * What was answered, by meeting. A meeting without an answer is not among them and stays as it is.
 * Throws `invalid_input` where nothing at all was answered, or a meeting is said to be both.
 */
export function choicesFromForm(entries: Iterable<[string, unknown]>): Choice[] {
  const answers = new Map<string, string[]>()
  for (const [name, value] of entries) {
    if (!name.startsWith(prefix) || typeof value !== 'string') continue
    const meetingId = name.slice(prefix.length)
    answers.set(meetingId, [...(answers.get(meetingId) ?? []), value])
  }
  if (answers.size === 0) {
    throw new AppError('invalid_input', 'Say of at least one meeting what it is, then save.')
  }
  const problems: FieldProblem[] = []
  const choices = [...answers].map(([meetingId, values]) => {
    const clubIds = values.filter((value) => value !== 'private' && value !== 'unsorted')
    if (clubIds.length > 0 && clubIds.length < values.length) {
      const message = 'A meeting is either private or a club session. Untick one.'
      problems.push({ field: meetingField(meetingId), message })
    }
    return { meetingId, sorted: sortedAs(values, clubIds), clubIds }
  })
  if (problems.length > 0) {
    throw new AppError('invalid_input', 'There is a problem with what was chosen.', problems)
  }
  return choices
}

function sortedAs(values: readonly string[], clubIds: readonly string[]): Sorted {
  if (clubIds.length > 0) return 'session'
  return values.includes('private') ? 'private' : 'unsorted'
}
