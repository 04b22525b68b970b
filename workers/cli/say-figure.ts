import type { Figure } from '#lib/bench/figure'

const rounded = (value: number) => Math.round(value * 1000) / 1000

/** Prints a figure as one JSON line. */
export function sayFigure(figure: Figure): void {
  const { figure_ms, floor_ms, ratio, paced_ms } = figure
  const plain = {
    ...(paced_ms === undefined ? {} : { paced_ms: rounded(paced_ms) }),
    figure_ms: rounded(figure_ms),
    floor_ms: rounded(floor_ms),
    ratio: rounded(ratio),
  }
  console.log(JSON.stringify({ ...figure, ...plain }))
}
