import { measureIn } from '#lib/bench/bench-place'
import { newStops, type Stops } from '#lib/demo/stops'
import { projectRoot } from './demo-options'
import { saidOf } from './said-of'

/** Each in a place of its own; named by what is typed, all where nothing is. */
const programs = [
  { name: 'parts', file: 'workers/cli/measure.ts', whole: false },
  { name: 'people', file: 'workers/cli/measure-people.ts', whole: false },
  { name: 'burst', file: 'workers/cli/measure-burst.ts', whole: true },
]

let stops: Stops = newStops()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stops.all())

const typed = process.argv.slice(2)

for (const { name, file, whole } of programs) {
  if (typed.length > 0 && !typed.includes(name)) continue
  stops = newStops()
  try {
    await measureIn({ root: projectRoot, file, stops, whole, say: console.error })
  } catch (error) {
    console.error(saidOf(error))
    process.exitCode = 1
  } finally {
    await stops.all()
  }
}
