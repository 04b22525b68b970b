import type { Parameters } from '../controls/control'
import type { Timetable } from '../reminders/timetable'
import type { RetentionChoice } from '../retention/classes'
import type { Level } from '../results'
import type { ProfileRuleId } from '../rules/rule-ids'
import type { Equivalent } from './equivalents'
import type { ExemptCategory } from './exempt-categories'

/** What a governing body asks for by one rule. */
export type ControlChoice = {
  readonly level: Level
  readonly parameters: Parameters
  /** Announced: until this day (ISO 8601, UTC) it is shown and judged as advice, whatever its level. */
  readonly countsFrom?: string
  /** A risk may be accepted, for so many days at most. Absent: it may not. */
  readonly acceptance?: { readonly longest_days: number }
  /** A dated statement may stand in where Zoom does not tell, for so many days. Absent: it may not. */
  readonly statement?: { readonly lasts_days: number }
}

/**
 * A governing body's choice of rules. A control that it does not name is not judged. Of a rule that
 * Zoom tells nothing of there is nothing to judge: it is asked of people, who state it.
 */
export type Profile = {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly controls: { readonly [id in ProfileRuleId]?: ControlChoice }
  /** What else counts for a rule that people state or prove. */
  readonly equivalents?: readonly Equivalent[]
  /** Kinds of session or club for which some of the rules do not hold. */
  readonly exempt?: readonly ExemptCategory[]
  /** When people are reminded of what is due; absent: as is usual. */
  readonly reminders?: Timetable
  /** For how many months what is kept; what is absent is as is usual. */
  readonly retention?: RetentionChoice
  /** The rules of those below that ask for more, in the order in which they are applied. */
  readonly tightenedBy?: readonly { readonly id: string; readonly version: number }[]
}
