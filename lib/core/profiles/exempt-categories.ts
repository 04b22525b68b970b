import type { ProfileRuleId } from '../rules/rule-ids'

/**
 * A kind of session or club for which some rules do not hold, named by whoever publishes the rules:
 * "sessions for adults only". Who belongs to it says so, with a reason, until a day.
 */
export type ExemptCategory = {
  /** Its name in data; it stays while its words are mended. */
  readonly key: string
  readonly category: string
  readonly rules: readonly ProfileRuleId[]
  readonly reason: string
  /** Who decided that it is so. */
  readonly name: string
  /** For how long a club's word counts that it belongs here. */
  readonly lasts_days: number
}

/** What somebody said to belong to a category, as far as it decides what holds. */
export type ExemptionTerm = {
  readonly key: string
  /** The whole club, or one session of it. */
  readonly subjectKind: 'club' | 'meeting'
  readonly subjectId: string
  /** Nobody switches a rule off alone: without a second person it counts for nothing. */
  readonly confirmedAt: Date | null
  readonly lapsesAt: Date
  /** Who said so and why, for beside the result. */
  readonly because: string
}

/** Rules that do not hold for a subject, each with who said so and why. */
export type ExemptRules = ReadonlyMap<string, string>

/** All rules hold. */
export const noneExempt: ExemptRules = new Map()

/**
 * The rules that do not hold for the whole club or, with a session, for that one: by what a second
 * person confirmed, has not lapsed, and belongs to a category that the rules still name.
 */
export function exemptRules(
  categories: readonly ExemptCategory[],
  terms: readonly ExemptionTerm[],
  now: Date,
  sessionId: string | null = null,
): ExemptRules {
  const exempt = new Map<string, string>()
  for (const term of terms) {
    const isAbout = term.subjectKind === 'club' || term.subjectId === sessionId
    if (!isAbout || !isConfirmed(term, now)) continue
    const category = categories.find(({ key }) => key === term.key)
    for (const rule of category?.rules ?? []) {
      if (!exempt.has(rule)) exempt.set(rule, term.because)
    }
  }
  return exempt
}

/** True while it counts: a second person agreed, and its day has not come. */
export const isConfirmed = (
  { confirmedAt, lapsesAt }: Pick<ExemptionTerm, 'confirmedAt' | 'lapsesAt'>,
  now: Date,
): boolean => confirmedAt !== null && confirmedAt <= now && now < lapsesAt
