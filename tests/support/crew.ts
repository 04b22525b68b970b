import { setTimeout as wait } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import { crew, type CrewMember } from '#lib/zoom-sandbox/storm-step'
import { sandbox } from './sandbox'
import { webPort } from './web-address'
import { startProcess, startWorkerProcess, type WorkerProcess } from './worker-process'

export type Crew = {
  /** Ends one in the middle of whatever it does; it comes back after `down_ms`. */
  kill(who: CrewMember, down_ms: number): Promise<void>
  /** How often each was ended so. */
  readonly kills: Readonly<Record<CrewMember, number>>
  /** Asks all to end. Returns everything that any of them ever logged. */
  stop(): Promise<string>
}

/** As in production: a share of what Zoom allows. */
const settings = {
  ZOOM_BUDGET_SHARE: '0.25',
  WORKER_CONCURRENCY: '12',
  // Whatever else of the tests names another.
  ZOOM_OAUTH_URL: sandbox.url,
  ZOOM_API_URL: sandbox.apiUrl,
}

const ready = { web: 'listening', first_worker: 'taking hints', second_worker: 'taking hints' }

const start = (who: CrewMember): WorkerProcess =>
  who === 'web'
    ? startProcess(['tests/support/web-process.ts', webPort], settings)
    : startWorkerProcess(settings)

/** Two workers and a web server, all at work, each of which can be killed at any moment. */
export async function startCrew(): Promise<Crew> {
  const running = new Map<CrewMember, WorkerProcess>(crew.map((who) => [who, start(who)]))
  await vi.waitFor(
    () => {
      for (const [who, one] of running) expect(one.lines()).toContain(ready[who])
    },
    { timeout: 60_000, interval: 100 },
  )
  const kills = { web: 0, first_worker: 0, second_worker: 0 }
  const said: string[] = []
  let stopped = false
  return {
    kills,
    kill: async (who, down_ms) => {
      const killed = running.get(who)
      // It is away already.
      if (!killed) return
      running.delete(who)
      await killed.kill()
      kills[who] += 1
      said.push(killed.lines())
      await wait(down_ms)
      if (!stopped) running.set(who, start(who))
    },
    stop: async () => {
      stopped = true
      const last = [...running]
      await Promise.all(last.map(([who, one]) => (who === 'web' ? one.kill() : one.stop())))
      return [...said, ...last.map(([, one]) => one.lines())].join('\n')
    },
  }
}
