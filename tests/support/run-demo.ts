import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { DemoAddresses } from '#lib/demo/demo-files'
import { removeDemoFolder } from '#lib/demo/demo-folder'
import { startDemo } from '#lib/demo/start-demo'
import { newStops } from '#lib/demo/stops'
import { findChromium } from './find-chromium'
import { root } from './source-files'

declare module 'vitest' {
  interface ProvidedContext {
    demo: DemoAddresses & { folder: string }
  }
}

/**
 * One demo a run, in production mode and a folder that is thrown away: what a stranger gets by
 * `npm run demo`. The browser tests are people who use it.
 */
export default async function runDemoForTests(project: TestProject) {
  findChromium()
  const folder = mkdtempSync(join(tmpdir(), 'touchline-demo-'))
  // Passable, so that root's database server, which runs as somebody else, finds its data there.
  chmodSync(folder, 0o711)
  const stops = newStops()
  const stop = async () => {
    await stops.all()
    removeDemoFolder(folder)
  }
  try {
    const { addresses } = await startDemo(
      {
        root,
        folder,
        fresh: false,
        port: null,
        mode: 'production',
        throwAway: true,
        settings: { SWEEP_SECONDS: '1' },
        say: () => {},
      },
      stops,
    )
    project.provide('demo', { ...addresses, folder })
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}
