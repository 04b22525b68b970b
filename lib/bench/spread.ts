/** How measurements are spread: the middle, and what only one in a hundred exceeds. */
export type Spread = { readonly p50: number; readonly p99: number; readonly n: number }

/** Of at least one measurement, in whole milliseconds. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN)
  return { p50: at(0.5), p99: at(0.99), n: sorted.length }
}
