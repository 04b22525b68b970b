import type { Benchmark } from './benchmark-rule'
import { cisZoom } from './cis-zoom/cis-zoom'

/** The benchmarks that come with Touchline. None is ever what a club is judged by unless asked. */
export const builtInBenchmarks: readonly Benchmark[] = [cisZoom]
