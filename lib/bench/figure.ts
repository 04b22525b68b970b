/** What something takes beside its floor: the least that could do the same, in the same run. */
export type Figure = {
  name: string
  figure_ms: number
  floor_ms: number
  ratio: number
  /** How many there were of what is measured: meetings, clubs. */
  n: number
  /** What of the figure is waiting on purpose, at the least, since Zoom takes so many a second. */
  paced_ms?: number
}

/** The middle one of some measurements: one that was disturbed does not move it. */
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** How long something took, in milliseconds. */
async function timed(run: () => unknown): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}

/**
 * Medians of `rounds` turns, the one and the other by turns so that both see the same machine,
 * after `warmUp` turns that compile and fill caches.
 */
export async function beside(of: {
  name: string
  n: number
  rounds: number
  warmUp: number
  figure: () => unknown
  floor: () => unknown
}): Promise<Figure> {
  const [figures, floors]: [number[], number[]] = [[], []]
  for (let round = 0; round < of.warmUp + of.rounds; round += 1) {
    const figure_ms = await timed(of.figure)
    const floor_ms = await timed(of.floor)
    if (round < of.warmUp) continue
    figures.push(figure_ms)
    floors.push(floor_ms)
  }
  const [figure_ms, floor_ms] = [median(figures), median(floors)]
  return { name: of.name, figure_ms, floor_ms, ratio: figure_ms / floor_ms, n: of.n }
}
