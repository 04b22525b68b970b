/**
 * What becomes of a risk that somebody asks to accept. `approved` is in force until its day;
 * `withdrawn` is taken back by a person, before or after; `ended` happens by itself.
 */
export const acceptanceStates = ['requested', 'approved', 'refused', 'withdrawn', 'ended'] as const

export type AcceptanceState = (typeof acceptanceStates)[number]

/** Those in which it can still end by itself. */
export const liveAcceptances: readonly AcceptanceState[] = ['requested', 'approved']

/** Each step of it, in its history. */
export const acceptanceEventKinds = acceptanceStates

/**
 * Why one ends by itself: its day came, the check saw it mended, what it was about is gone or past,
 * the rules no longer ask for it, or no longer let anybody accept it.
 */
export const acceptanceEndReasons = [
  'time_up',
  'mended',
  'subject_gone',
  'rule_withdrawn',
  'not_allowed',
] as const

export type AcceptanceEndReason = (typeof acceptanceEndReasons)[number]

/** What may be done to one in each state; no other step is taken from anywhere. */
const acceptanceSteps = {
  requested: ['approve', 'refuse', 'withdraw'],
  approved: ['withdraw'],
  refused: [],
  withdrawn: [],
  ended: [],
} as const satisfies Record<AcceptanceState, readonly string[]>

export type AcceptanceStep = 'approve' | 'refuse' | 'withdraw'

/** True where this step may be taken from this state. */
export function mayTake(state: AcceptanceState, step: AcceptanceStep): boolean {
  const steps: readonly AcceptanceStep[] = acceptanceSteps[state]
  return steps.includes(step)
}

/** True while an accepted risk does not count against anybody: until its day, and not on it. */
export const isAccepted = (acceptedUntil: Date | null, now: Date): boolean =>
  acceptedUntil !== null && acceptedUntil > now
