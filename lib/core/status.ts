import { counted } from './dates'

/**
 * How a state looks: the icon, word and colour of `app/components/status-tag.tsx`. Whatever is not
 * known for certain now (could not check, out of date, not checked yet) has the face of the unknown.
 */
export type Face =
  | 'met'
  | 'not_met'
  | 'could_not_check'
  | 'stated'
  | 'out_of_date'
  | 'not_checked'
  | 'due_soon'
  | 'accepted'
  | 'not_applicable'

/** One state of something: how it looks, what its tag says, and when it holds. */
export type StateRule<Facts> = {
  readonly face: Face
  readonly words: (facts: Facts) => string
  readonly holds: (facts: Facts, now: Date) => boolean
}

export type Status<State extends string> = {
  readonly state: State
  readonly face: Face
  readonly words: string
}

/** The first state, in the order given (the most severe first), that holds. The last one always does. */
export function statusBy<State extends string, Facts>(
  states: readonly [State, ...State[]],
  rules: Readonly<Record<State, StateRule<Facts>>>,
  facts: Facts,
  now: Date,
): Status<State> {
  const last = states.at(-1) ?? states[0]
  const state = states.find((each) => rules[each].holds(facts, now)) ?? last
  return { state, face: rules[state].face, words: rules[state].words(facts) }
}

/** `2 things to mend`: as headings and lists say it, too. */
export const toMend = (count: number): string => `${counted(count, 'thing')} to mend`

/** `1 risk accepted`: not met, and said so beside it. */
export const risksAccepted = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'risk' : 'risks'} accepted`
