import { isFresh } from './freshness'
import { risksAccepted, statusBy, toMend, type StateRule, type Status } from './status'

/**
 * All that a coming session's status is made of. What counts is what holds for the session: its own
 * results, and its host's account's for each MUST that a session does not set for itself.
 */
export type SessionFacts = {
  /** The Zoom account is connected and shared with the club. */
  readonly inForce: boolean
  readonly mustNotMet: number
  /** Not met, and whose risk was accepted. */
  readonly mustAccepted: number
  readonly mustUnknown: number
  /** MUST results of the session's own; none where no check has judged it. */
  readonly mustJudged: number
  /** Of all that count, when the one longest ago was looked at. */
  readonly oldestCheckedAt: Date | null
}

/** Every state of a coming session, the most severe first. */
const sessionStates = [
  'to_mend',
  'not_checked',
  'could_not_check',
  'out_of_date',
  'risk_accepted',
  'ready',
] as const

export type SessionState = (typeof sessionStates)[number]
export type SessionStatus = Status<SessionState>

const sessionRules: Readonly<Record<SessionState, StateRule<SessionFacts>>> = {
  to_mend: {
    face: 'not_met',
    words: (facts) => toMend(facts.mustNotMet),
    holds: (facts) => facts.mustNotMet > 0,
  },
  not_checked: {
    face: 'not_checked',
    words: () => 'Not checked',
    holds: (facts) => facts.mustJudged === 0,
  },
  could_not_check: {
    face: 'could_not_check',
    words: () => 'Could not check',
    holds: (facts) => !facts.inForce || facts.mustUnknown > 0,
  },
  out_of_date: {
    face: 'out_of_date',
    words: () => 'Out of date',
    holds: (facts, now) => !isFresh(facts.oldestCheckedAt, now),
  },
  risk_accepted: {
    face: 'accepted',
    words: (facts) => risksAccepted(facts.mustAccepted),
    holds: (facts) => facts.mustAccepted > 0,
  },
  ready: {
    face: 'met',
    words: () => 'Ready',
    holds: () => true,
  },
}

/** How a coming session stands at this moment. */
export const sessionStatus = (facts: SessionFacts, now: Date): SessionStatus =>
  statusBy(sessionStates, sessionRules, facts, now)

/** How one result stands now: `met` that is late is out of date, and anything else says what it is. */
export function resultFace(
  result: 'met' | 'not_met' | 'could_not_check' | 'not_applicable',
  checkedAt: Date,
  now: Date,
): 'met' | 'not_met' | 'could_not_check' | 'not_applicable' | 'out_of_date' {
  const believed = result === 'met' || result === 'not_applicable'
  return believed && !isFresh(checkedAt, now) ? 'out_of_date' : result
}
