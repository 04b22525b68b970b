import type { CouldNotCheckReason } from './readings'

/** What a control can make of a subject. Unknown is a result of its own, never a kind of "met". */
export const results = ['met', 'not_met', 'could_not_check', 'not_applicable'] as const

export type Result = (typeof results)[number]

/** Ids of the built-in controls, in the order in which they are shown. */
export const controlIds = [
  'Z01',
  'Z02',
  'Z22',
  'Z03',
  'Z04',
  'Z05',
  'Z06a',
  'Z06b',
  'Z07',
  'Z08',
  'Z09',
  'Z11',
  'Z12',
  'Z13',
  'Z14',
  'Z15',
  'Z16',
  'Z17',
  'Z18',
  'Z21',
  'M01',
  'M03',
] as const

export type ControlId = (typeof controlIds)[number]

/**
 * Controls that no reading answers: an alert from Zoom opens their finding, whatever the profile
 * asks for, and a person's word or the end of the session closes it.
 */
export const alertControlIds = ['M02'] as const

export type AlertControlId = (typeof alertControlIds)[number]

/** True for a control whose finding no check opens or closes. */
export const isAlertControl = (control: string): boolean =>
  alertControlIds.some((id) => id === control)

/** How strongly a profile asks for a control. */
export const levels = ['MUST', 'SHOULD'] as const

export type Level = (typeof levels)[number]

/**
 * What a rule made of one subject. `reason` is there when, and only when, the result is
 * `could_not_check`. `because` is a plain sentence of what was seen; it never carries a secret.
 */
export type Judgement = {
  readonly result: Result
  readonly reason?: CouldNotCheckReason
  readonly because: string
}

/** A judgement with the control that made it, and how strongly the profile asks for it. */
export type ControlResult = Judgement & {
  readonly control: ControlId
  readonly version: number
  readonly level: Level
  /** Follows from the subject's other results, so it opens no finding of its own. */
  readonly derived: boolean
  /** The rule does not hold there: somebody said so, and a second person agreed. */
  readonly exempt?: true
}
