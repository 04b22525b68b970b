import { demoNames, keep, readKept, seedState } from './demo-files'
import { runInDemo, type Belonging } from './run-in-demo'

/**
 * Fills an empty demo by the product's own commands, in a process of its own with the demo's
 * settings. Done once: a second run finds it done. One that was broken off is not taken up again.
 */
export async function seedOnce(demo: Belonging, say: (line: string) => void): Promise<void> {
  const { folder } = demo
  if (readKept(folder, demoNames.seed, seedState)?.state === 'done') return
  say('Founding the clubs, inviting the coaches, connecting their accounts …')
  keep(folder, demoNames.seed, { state: 'begun' })
  await runInDemo(demo, 'seed', 'workers/cli/seed-demo.ts')
  keep(folder, demoNames.seed, { state: 'done' })
}
