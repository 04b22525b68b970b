import { counted } from './dates'
import { isOverdue } from './due-day'
import { risksAccepted, statusBy, toMend, type StateRule, type Status } from './status'

/** What a body has of a club to tell it by: a row of its roll-up. */
export type ClubFacts = {
  readonly coaches: number
  /** Coaches of under-18s online without a connection that works. */
  readonly coachesNotConnected: number
  /** Coaches who are connected, and of whom something is not known all the same. */
  readonly coachesNotKnown: number
  /** Of those, who left meetings unsorted for too long. */
  readonly coachesUnsorted: number
  /** Open findings on a MUST, by their cause. */
  readonly blocking: number
  /** By when the first of them is, or was, to be mended. */
  readonly oldestDueAt: Date | null
  /** MUST that is not met, and whose risk was accepted. */
  readonly acceptedBlocking: number
  /** MUST results that could not be checked. */
  readonly couldNotCheck: number
  /** Results that are met, whatever asks for them: none at all where nothing was ever judged. */
  readonly met: number
  /**
   * Until when all of it may be believed, if nothing new comes: the oldest check, and the meetings
   * that wait to be sorted. Null where not every account was ever read.
   */
  readonly goodUntil: Date | null
}

/**
 * Every state of a club, the most severe first. A MUST that was seen unmet stays so until a check
 * sees it mended, however late that is. `up_to_date` is what is left when nothing else holds.
 */
export const clubStates = [
  'blocks_affiliation',
  'falls_short',
  'no_coaches',
  'could_not_check',
  'not_connected',
  'not_checked',
  'partly_checked',
  'out_of_date',
  'risk_accepted',
  'up_to_date',
] as const

export type ClubState = (typeof clubStates)[number]
export type ClubStatus = Status<ClubState>

const clubRules: Readonly<Record<ClubState, StateRule<ClubFacts>>> = {
  blocks_affiliation: {
    face: 'not_met',
    words: () => 'Blocks affiliation',
    holds: (facts, now) => facts.blocking > 0 && isOverdue(facts.oldestDueAt, now),
  },
  falls_short: {
    face: 'not_met',
    words: (facts) => toMend(facts.blocking),
    holds: (facts) => facts.blocking > 0,
  },
  no_coaches: {
    face: 'not_checked',
    words: () => 'No coaches yet',
    holds: (facts) => facts.coaches === 0,
  },
  could_not_check: {
    face: 'could_not_check',
    words: () => 'Could not check',
    holds: (facts) => facts.couldNotCheck > 0,
  },
  not_connected: {
    face: 'not_checked',
    words: (facts) => `${counted(facts.coachesNotConnected, 'coach', 'coaches')} not connected`,
    holds: (facts) => facts.coachesNotConnected > 0,
  },
  not_checked: {
    face: 'not_checked',
    words: () => 'Not checked yet',
    holds: (facts) => facts.goodUntil === null || facts.met === 0,
  },
  partly_checked: {
    face: 'not_checked',
    words: (facts) => `${counted(facts.coachesNotKnown, 'coach', 'coaches')} not fully checked`,
    holds: (facts) => facts.coachesNotKnown > 0,
  },
  out_of_date: {
    face: 'out_of_date',
    words: () => 'Out of date',
    holds: (facts, now) => facts.goodUntil !== null && facts.goodUntil <= now,
  },
  risk_accepted: {
    face: 'accepted',
    words: (facts) => risksAccepted(facts.acceptedBlocking),
    holds: (facts) => facts.acceptedBlocking > 0,
  },
  up_to_date: {
    face: 'met',
    words: () => 'Meets every MUST',
    holds: () => true,
  },
}

/** How a club stands at this moment, as its body sees it. */
export const clubStatus = (facts: ClubFacts, now: Date): ClubStatus =>
  statusBy(clubStates, clubRules, facts, now)
