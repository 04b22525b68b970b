import type { Context } from '../context'

/**
 * The context's clock, going on from its `now`: for work that takes minutes and has to say when each
 * part of it was done. Not moved by a change of the machine's own clock.
 */
export function runningClock(ctx: Context): () => Date {
  const begun = performance.now()
  return () => new Date(ctx.now.getTime() + (performance.now() - begun))
}
