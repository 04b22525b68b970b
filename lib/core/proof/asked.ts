import type { Profile } from '../profiles/profile'
import type { Level } from '../results'
import { ruleById } from '../rules/catalogue'
import { isCoachRule } from '../rules/coach-rules'
import { isSaidRule } from '../rules/rule-ids'

/** A rule that a profile takes a statement for, and how long one lasts. */
export type StatementAsked = {
  readonly rule: string
  readonly level: Level
  readonly lasts_days: number
  /** The day (ISO 8601, UTC) from which it counts, where it was announced; a past one, too. */
  readonly countsFrom?: string
}

const asked = ({ controls }: Profile): StatementAsked[] =>
  Object.entries(controls).flatMap(([rule, { level, statement, countsFrom }]) =>
    statement
      ? [{ rule, level, lasts_days: statement.lasts_days, ...(countsFrom && { countsFrom }) }]
      : [],
  )

/** For how long the profile takes a statement where Zoom does not tell; null where it takes none. */
export const askedOfZoom = (profile: Profile, rule: string): StatementAsked | null =>
  asked(profile).find((each) => each.rule === rule && !isSaidRule(rule)) ?? null

/** The rules that no Zoom ever tells, of which the profile asks a statement of the club. */
export const askedOfClub = (profile: Profile): StatementAsked[] =>
  asked(profile).filter(({ rule }) => isSaidRule(rule) && ruleById(rule)?.proofs.includes('stated'))

/** Of those, the ones that a coach can state of themselves. */
export const askedOfCoach = (profile: Profile): StatementAsked[] =>
  askedOfClub(profile).filter(({ rule }) => isCoachRule(rule))
