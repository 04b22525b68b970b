import { join } from 'node:path'
import { demoNames, keep, readKept, seedState } from './demo-files'
import { halfMade } from './demo-folder'
import { startProcess, stopProcess, untilDone } from './processes'
import type { Starting } from './start-all'

/**
 * Fills an empty demo by the product's own commands, in a process of its own with the demo's
 * settings. Done once: a second run finds it done. Throws where an earlier one was broken off.
 */
export async function seedOnce({ options, folder, environment, stops }: Starting): Promise<void> {
  const kept = readKept(folder, demoNames.seed, seedState)
  if (kept?.state === 'done') return
  if (kept) throw halfMade(folder)
  options.say('Founding the clubs, inviting the coaches, connecting their accounts …')
  keep(folder, demoNames.seed, { state: 'begun' })
  const seeding = startProcess({
    name: 'seed',
    command: process.execPath,
    args: ['--import', 'tsx', join(options.root, 'workers/cli/seed-demo.ts')],
    cwd: options.root,
    environment,
    logFile: join(folder, demoNames.logs, 'seed.log'),
  })
  stops.add(() => stopProcess(seeding))
  await untilDone(seeding)
  keep(folder, demoNames.seed, { state: 'done' })
}
