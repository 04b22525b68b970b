/**
 * How a first step stands. Nobody ticks one: it is done when what it asks for is there. `now` is the
 * first that is not; `waiting`: it is done here, and somebody else has still to answer.
 */
export type StepState = 'done' | 'waiting' | 'now' | 'later'

export type Step<Id extends string> = { readonly id: Id; readonly state: StepState }

/** What is known of a step by itself, before it is known which one is next. */
export type KnownStep<Id extends string> = {
  readonly id: Id
  readonly is: 'done' | 'waiting' | 'to_do'
}

/** The steps in their order: the first that is to do is next, and the others come after it. */
export function stepsOf<Id extends string>(known: readonly KnownStep<Id>[]): Step<Id>[] {
  const next = known.findIndex(({ is }) => is === 'to_do')
  return known.map(({ id, is }, index) => ({
    id,
    state: is === 'to_do' ? (index === next ? 'now' : 'later') : is,
  }))
}

/** How many are done, and whether that is all: then nobody is shown them any more. */
export const doneOf = (steps: readonly Step<string>[]) => ({
  done: steps.filter(({ state }) => state === 'done').length,
  all: steps.every(({ state }) => state === 'done'),
})
