import type { FieldProblem } from '../errors'
import { placeholdersIn } from './markdown'

/** How much of each text there may be. */
export const lengths_max = {
  title: 120,
  shortVersion: 800,
  whatChanged: 1000,
  markdown: 60_000,
  name: 60,
} as const

export const due_days_max = 365
export const grace_days_max = 90

/** What a draft says that decides whether it can be published. */
export type DraftSays = {
  readonly title: string
  readonly format: 'markdown' | 'pdf'
  readonly markdown: string
  readonly hasPdf: boolean
  readonly shortVersion: string
  readonly whatChanged: string
  /** A day as `2026-12-01`; empty for at once. */
  readonly inForceFrom: string
}

/**
 * All that is still to do before a draft can be published, by field. `today` is a day as
 * `2026-12-01`; the first version of a policy need not say what changed.
 */
export function leftToDo(draft: DraftSays, isFirst: boolean, today: string): FieldProblem[] {
  const problems: FieldProblem[] = []
  const say = (field: string, message: string) => problems.push({ field, message })
  if (draft.title === '') say('title', 'Give the policy a title.')
  if (draft.shortVersion === '') {
    say('shortVersion', 'Say in a few plain sentences what people have to do.')
  }
  if (draft.format === 'markdown' && draft.markdown.trim() === '') {
    say('markdown', 'Write the policy, or choose a PDF.')
  }
  if (draft.format === 'pdf' && !draft.hasPdf) say('pdf', 'Choose the PDF.')
  for (const [field, text] of filledIn(draft)) {
    const left = placeholdersIn(text)
    if (left.length > 0) say(field, `Still to fill in: ${left.join(', ')}.`)
  }
  if (!isFirst && draft.whatChanged === '') say('whatChanged', 'Say what changed, and why.')
  if (draft.inForceFrom !== '' && draft.inForceFrom < today) {
    say('inForceFrom', 'Choose today or a day that is to come.')
  }
  return problems
}

/** A PDF is its publisher's: what stands in it is not looked at. */
const filledIn = ({ format, title, shortVersion, markdown, whatChanged }: DraftSays) =>
  [
    ['title', title],
    ['shortVersion', shortVersion],
    ...(format === 'markdown' ? [['markdown', markdown] as const] : []),
    ['whatChanged', whatChanged],
  ] as const
