import type { CoachGroup } from './coach-status'
import { counted } from './dates'

/** How many coaches are in each group. */
export type CoachCounts = Readonly<Record<CoachGroup, number>>

export const coachTotal = (counts: CoachCounts): number =>
  Object.values(counts).reduce((sum, number) => sum + number, 0)

/**
 * The answer to "is my club safe?" in one line. `things` is how many cards there are to act on. It
 * says that nothing needs anybody only where every coach who is to be checked is known to be in order.
 */
export function clubHeadline(things: number, counts: CoachCounts): string {
  if (coachTotal(counts) === 0) return 'Add your first coach'
  if (things > 0) return `${counted(things, 'thing')} ${things === 1 ? 'needs' : 'need'} you`
  if (counts.to_mend > 0 || counts.not_known > 0) return 'We do not know if all is well'
  return counts.up_to_date + counts.risk_accepted > 0
    ? 'Nothing needs you'
    : 'There is nobody to check'
}

/** The groups in words, for the bar that repeats them. */
const inWords: Readonly<Record<CoachGroup, (count: number) => string>> = {
  to_mend: (count) => `${count === 1 ? 'has' : 'have'} something to mend`,
  not_known: () => 'not known',
  risk_accepted: () => 'with a risk accepted',
  up_to_date: () => 'up to date',
  not_needed: (count) => `${count === 1 ? 'needs' : 'need'} no checks`,
}

/** `3 up to date` */
export const groupWords = (group: CoachGroup, count: number): string =>
  `${count.toLocaleString('en-GB')} ${inWords[group](count)}`
