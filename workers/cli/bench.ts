import { measureIn } from '#lib/bench/bench-place'
import { newStops } from '#lib/demo/stops'
import { projectRoot } from './demo-options'
import { saidOf } from './said-of'

const stops = newStops()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stops.all())

try {
  await measureIn(projectRoot, 'workers/cli/measure.ts', stops)
} catch (error) {
  console.error(saidOf(error))
  process.exitCode = 1
} finally {
  await stops.all()
}
