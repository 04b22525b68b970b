import type { DemoOptions } from './demo-environment'
import { startDemo, type Demo } from './start-demo'
import { newStops } from './stops'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Why a demo came to its end: by a signal, or by one of its processes, with what to say of it. */
export type Ended = { by: 'signal' } | { by: 'process'; said: string }

/**
 * Starts everything and stops it again in order: when `use` is done with it, at Ctrl-C or another
 * signal to end, or when one of the processes ends by itself. Null where `use` came to its end.
 */
export async function runDemo(
  options: DemoOptions,
  use: (demo: Demo) => Promise<void>,
): Promise<Ended | null> {
  const stops = newStops()
  const signalled = new Promise<Ended>((done) => {
    for (const signal of signals) process.on(signal, () => done({ by: 'signal' }))
  })
  const working = startDemo(options, stops).then(async (demo): Promise<Ended | null> => {
    const broken = demo.broken.then((said): Ended => ({ by: 'process', said }))
    return Promise.race([broken, use(demo).then(() => null)])
  })
  try {
    return await Promise.race([working, signalled])
  } finally {
    // What the end makes of a start that was still under way is nobody's error any more.
    working.catch(() => {})
    await stops.all()
  }
}
