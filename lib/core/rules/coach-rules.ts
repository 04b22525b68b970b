import type { SaidRuleId } from './rule-ids'

/**
 * Rules that one coach can answer for by themselves: what they do in their own sessions, and what is
 * about them. All others are the club's to state, of the club as a whole.
 */
const ofCoach: ReadonlySet<SaidRuleId> = new Set<SaidRuleId>([
  'Z10',
  'M02',
  'M04',
  'M06',
  'M07',
  'M08',
  'M09',
  'M10',
  'M12',
  'M14',
  'M18',
  'M19',
  'M20',
  'M21',
  'P03',
  'P06',
  'P07',
  'P08',
])

/** True for a rule that a coach can state of themselves. */
export const isCoachRule = (rule: string): boolean => [...ofCoach].some((each) => each === rule)
