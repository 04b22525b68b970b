/** How something that somebody is asked to sign stands. Whether it is late is worked out when read. */
export const signOffStates = [
  'not_sent',
  'sent',
  'opened',
  'acknowledged',
  'declined',
  'overdue',
  'superseded',
  'withdrawn',
] as const

export type SignOffState = (typeof signOffStates)[number]

/** As it is kept: lateness needs a clock, and no row has one. */
export type KeptState = Exclude<SignOffState, 'overdue'>

/** Each thing that can happen to a request, in its history. */
export type SignOffEvent = {
  readonly event: 'sent' | 'opened' | 'acknowledged' | 'declined' | 'superseded' | 'withdrawn'
  readonly at: Date
}

type Step = SignOffEvent['event']

/** Which states each step can be taken from: for the button, the command and the test. */
const steps: Readonly<Record<Step, readonly KeptState[]>> = {
  sent: ['not_sent'],
  opened: ['sent'],
  // Who said no may read again, and agree after all.
  acknowledged: ['sent', 'opened', 'declined'],
  declined: ['sent', 'opened'],
  // What was answered with yes stays: a newer version is asked for by a request of its own.
  superseded: ['not_sent', 'sent', 'opened', 'declined'],
  withdrawn: ['not_sent', 'sent', 'opened', 'declined'],
}

/** True where the step can be taken now. */
export const mayStep = (from: KeptState, step: Step): boolean => steps[step].includes(from)

/** What a request is after one more thing happened; one that comes too late changes nothing. */
export const afterStep = (from: KeptState, step: Step): KeptState =>
  mayStep(from, step) ? step : from

/** What a request came to, of all that happened, in the order in which it did. */
export const stateAfter = (events: readonly SignOffEvent[]): KeptState =>
  events
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .reduce<KeptState>((state, { event }) => afterStep(state, event), 'not_sent')

/** States in which the person is still to answer. */
export const waitingStates = ['sent', 'opened'] as const satisfies readonly KeptState[]

/** States that a newer version, or leaving, ends. */
export const openStates = steps.withdrawn

const waits = (state: KeptState): boolean => waitingStates.some((each) => each === state)

export type SignOffTerm = {
  readonly state: KeptState
  readonly dueAt: Date
  /** Until then it is late, and nobody is called to account for it. */
  readonly graceUntil: Date
}

/** How it stands at this moment: one that waits past its grace is overdue, whoever looks. */
export const signOffState = ({ state, graceUntil }: SignOffTerm, now: Date): SignOffState =>
  waits(state) && graceUntil <= now ? 'overdue' : state
