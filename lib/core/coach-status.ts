import { counted } from './dates'
import { isFresh } from './freshness'
import { risksAccepted, statusBy, toMend, type StateRule, type Status } from './status'
import { day_ms } from './durations'

/** How long a coach may leave a meeting unsorted: past it, nobody can say that all is checked. */
export const sortWithin_ms = 7 * day_ms

/** The Zoom accounts that a coach shares with the club, taken together: of several, the worst. */
export type ConnectionFacts = {
  /** `in_force` is connected and shared. Nothing new is read in any other state. */
  readonly state: 'none' | 'in_force' | 'disconnected' | 'share_ended'
  /** They are read by the club's own Zoom account: only the club can change how. */
  readonly byClub?: true
  /** When Zoom was last asked, and when everything was last read without a gap. */
  readonly lastAskedAt: Date | null
  readonly lastCompleteAt: Date | null
  readonly unsortedMeetings: number
  readonly oldestUnsortedAt: Date | null
}

/** All that a coach's status is made of. */
export type CoachFacts = {
  readonly left: boolean
  readonly coachesUnder18sOnline: boolean
  /** Whether they have taken their place on the register and, if not, how far that has come. */
  readonly joining: 'joined' | 'invited' | 'invitation_expired' | 'not_invited'
  readonly connection: ConnectionFacts
  /** MUST, by its cause: what is open, or not met where that is more. */
  readonly mustToMend: number
  /** MUST that is not met, by its cause, and whose risk was accepted: neither to mend nor met. */
  readonly mustAccepted: number
  /** MUST results that could not be checked, and all that there are. */
  readonly mustUnknown: number
  readonly mustJudged: number
  /** Of the MUST results, when the one longest ago was looked at. */
  readonly oldestCheckedAt: Date | null
  /** Coming sessions that no check judges: not yet, or not any more. */
  readonly sessionsNotChecked: number
}

/**
 * Every state of a coach, the most severe first. What is not known, late or not connected stands
 * before `up_to_date`, which is what is left when none of it holds.
 */
export const coachStates = [
  'left',
  'to_mend',
  'not_needed',
  'disconnected',
  'share_ended',
  'could_not_check',
  'out_of_date',
  'unsorted',
  'not_checked',
  'invitation_expired',
  'not_connected',
  'invited',
  'not_invited',
  'risk_accepted',
  'up_to_date',
] as const

export type CoachState = (typeof coachStates)[number]
export type CoachStatus = Status<CoachState>

const inForce = ({ connection }: CoachFacts) => connection.state === 'in_force'
const absent = ({ connection }: CoachFacts) => connection.state === 'none'

const sortedInTime = ({ connection }: CoachFacts, now: Date) =>
  connection.unsortedMeetings === 0 ||
  (connection.oldestUnsortedAt !== null &&
    now.getTime() - connection.oldestUnsortedAt.getTime() < sortWithin_ms)

const readInTime = ({ connection, oldestCheckedAt }: CoachFacts, now: Date) =>
  isFresh(connection.lastCompleteAt, now) && isFresh(oldestCheckedAt, now)

const coachRules: Readonly<Record<CoachState, StateRule<CoachFacts>>> = {
  left: {
    face: 'not_applicable',
    words: () => 'Left the club',
    holds: (facts) => facts.left,
  },
  to_mend: {
    face: 'not_met',
    words: (facts) => toMend(facts.mustToMend),
    holds: (facts) => facts.mustToMend > 0,
  },
  // Nobody has to connect who coaches no under-18s online. Who does it all the same is judged.
  not_needed: {
    face: 'not_applicable',
    words: () => 'No checks needed',
    holds: (facts) => !facts.coachesUnder18sOnline && !inForce(facts),
  },
  disconnected: {
    face: 'could_not_check',
    words: () => 'Zoom is disconnected',
    holds: (facts) => facts.connection.state === 'disconnected',
  },
  share_ended: {
    face: 'could_not_check',
    words: () => 'No longer shared',
    holds: (facts) => facts.connection.state === 'share_ended',
  },
  could_not_check: {
    face: 'could_not_check',
    words: () => 'Could not check',
    // Asked of late and still without a whole answer is not the same as not asked of late.
    holds: (facts, now) =>
      inForce(facts) &&
      (facts.mustUnknown > 0 ||
        (isFresh(facts.connection.lastAskedAt, now) &&
          !isFresh(facts.connection.lastCompleteAt, now))),
  },
  out_of_date: {
    face: 'out_of_date',
    words: () => 'Out of date',
    holds: (facts, now) =>
      inForce(facts) &&
      facts.connection.lastAskedAt !== null &&
      facts.mustJudged > 0 &&
      !readInTime(facts, now),
  },
  unsorted: {
    face: 'could_not_check',
    words: ({ connection }) => `${counted(connection.unsortedMeetings, 'meeting')} not sorted`,
    holds: (facts, now) => inForce(facts) && !sortedInTime(facts, now),
  },
  not_checked: {
    face: 'not_checked',
    words: () => 'Not checked yet',
    holds: (facts, now) =>
      inForce(facts) &&
      (facts.mustJudged === 0 || facts.sessionsNotChecked > 0 || !readInTime(facts, now)),
  },
  invitation_expired: {
    face: 'not_checked',
    words: () => 'Invitation ran out',
    holds: (facts) => absent(facts) && facts.joining === 'invitation_expired',
  },
  not_connected: {
    face: 'not_checked',
    words: () => 'Zoom not connected',
    holds: (facts) => absent(facts) && facts.joining === 'joined',
  },
  invited: {
    face: 'not_checked',
    words: () => 'Invited, not here yet',
    holds: (facts) => absent(facts) && facts.joining === 'invited',
  },
  not_invited: {
    face: 'not_checked',
    words: () => 'Not invited yet',
    holds: absent,
  },
  risk_accepted: {
    face: 'accepted',
    words: (facts) => risksAccepted(facts.mustAccepted),
    holds: (facts) => facts.mustAccepted > 0,
  },
  up_to_date: {
    face: 'met',
    words: () => 'Up to date',
    holds: () => true,
  },
}

/** How a coach stands at this moment, as a club, a coach and a body's figures all say it. */
export const coachStatus = (facts: CoachFacts, now: Date): CoachStatus =>
  statusBy(coachStates, coachRules, facts, now)

/** Coaches as a list or a bar groups them: by what one has to do about them. */
export const coachGroups = [
  'to_mend',
  'not_known',
  'risk_accepted',
  'up_to_date',
  'not_needed',
] as const

export type CoachGroup = (typeof coachGroups)[number]

/** What a list of coaches can be narrowed to; those who have left are on no other list. */
export const coachFilters = [...coachGroups, 'left'] as const

/** The group of a coach's face: whatever is not known for certain now is one group. */
export function coachGroup({ face }: CoachStatus): CoachGroup {
  if (face === 'not_met') return 'to_mend'
  if (face === 'accepted') return 'risk_accepted'
  if (face === 'met') return 'up_to_date'
  return face === 'not_applicable' ? 'not_needed' : 'not_known'
}
