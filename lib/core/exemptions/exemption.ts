/** What can belong to a category for which rules do not hold: the club as a whole, or one session. */
export const exemptionSubjects = ['club', 'meeting'] as const

/**
 * What becomes of one that somebody says. Until a second person agrees it waits, and changes nothing;
 * `lapsed` happens by itself, on its day.
 */
export const exemptionStates = ['waiting', 'in_force', 'refused', 'withdrawn', 'lapsed'] as const

export type ExemptionState = (typeof exemptionStates)[number]

/** What a second person says to one that waits. */
export const exemptionDecisions = ['confirmed', 'refused'] as const

export type ExemptionDecision = (typeof exemptionDecisions)[number]

/** Each step of one, in its history. */
export const exemptionEventKinds = ['said', 'confirmed', 'refused', 'withdrawn', 'lapsed'] as const

export type ExemptionEventKind = (typeof exemptionEventKinds)[number]

export type ExemptionStep = 'confirm' | 'refuse' | 'withdraw'

/** What may be done to one in each state; no other step is taken from anywhere. */
export const exemptionSteps: Readonly<Record<ExemptionState, readonly ExemptionStep[]>> = {
  waiting: ['confirm', 'refuse', 'withdraw'],
  in_force: ['withdraw'],
  refused: [],
  withdrawn: [],
  lapsed: [],
}

/** The states from which a step may be taken. */
export const statesFor = (step: ExemptionStep): ExemptionState[] =>
  exemptionStates.filter((state) => exemptionSteps[state].includes(step))
