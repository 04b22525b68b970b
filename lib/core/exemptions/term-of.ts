import { formatDate } from '../dates'
import type { ExemptCategory, ExemptionTerm } from '../profiles/exempt-categories'
import { lapsesAt } from '../proof/statement'

/** What was said, as it was written down. */
export type SaidExemption = {
  readonly categoryKey: string
  readonly category: string
  readonly subjectKind: 'club' | 'meeting'
  readonly subjectId: string
  readonly reason: string
  readonly saidByName: string
  readonly saidAt: Date
  readonly lapsesAt: Date
  readonly confirmedByName: string | null
  readonly confirmedAt: Date | null
}

/** What was said, as far as it decides what holds: for no longer than the rules take it for now. */
export const termOf = (
  said: SaidExemption,
  categories: readonly ExemptCategory[],
): ExemptionTerm => ({
  ...{ key: said.categoryKey, subjectKind: said.subjectKind, subjectId: said.subjectId },
  confirmedAt: said.confirmedAt,
  lapsesAt: untilOf(said, categories),
  because: exemptSentence(said),
})

/** Until when it counts: until its day, and for no longer than the category's rules take it for. */
export function untilOf(
  { categoryKey, saidAt, lapsesAt: until }: SaidExemption,
  categories: readonly ExemptCategory[],
): Date {
  const category = categories.find(({ key }) => key === categoryKey)
  const allowed = category ? lapsesAt(saidAt, category.lasts_days) : until
  return allowed < until ? allowed : until
}

/** Who said so and why, and who agreed: it stands beside each result that does not apply by it. */
export function exemptSentence(said: SaidExemption): string {
  const agreed = said.confirmedByName ? ` ${said.confirmedByName} agreed.` : ''
  const reason = /[.!?]$/.test(said.reason) ? said.reason : `${said.reason}.`
  return (
    `Does not apply: “${said.category}”. ` +
    `${said.saidByName} said so on ${formatDate(said.saidAt)}: “${reason}”${agreed}`
  )
}
