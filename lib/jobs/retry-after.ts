const first_ms = 5000
const longest_ms = 15 * 60_000

/** How long to wait after the `attempt`th failure, counted from 1: doubled each time, with a cap. */
export const retryAfter_ms = (attempt: number): number =>
  Math.min(first_ms * 2 ** Math.min(attempt - 1, 20), longest_ms)
