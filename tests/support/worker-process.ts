import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { root } from './source-files'

export type WorkerProcess = {
  /** Everything that it logged so far. */
  lines(): string
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>
  /** Asks it to end, as a machine that goes down does. Returns its exit code. */
  stop(): Promise<number | null>
}

const running = new Set<ChildProcess>()

/** A real worker as `npm run worker` starts it, for this test file's database and stand-in Zoom. */
export const startWorkerProcess = (settings: Record<string, string> = {}): WorkerProcess =>
  startProcess(['workers/main.ts'], settings)

/** Any script of ours in a process of its own, with a worker's settings of these tests. */
export function startProcess(
  script: readonly string[],
  settings: Record<string, string> = {},
): WorkerProcess {
  const worker = spawn(process.execPath, ['--import', 'tsx', ...script], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'debug',
      SWEEP_SECONDS: '1',
      LEASE_SECONDS: '4',
      WORKER_CONCURRENCY: '4',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(worker)
  let said = ''
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  }
  const ended = once(worker, 'exit').then(() => running.delete(worker))
  return {
    lines: () => said,
    async kill() {
      worker.kill('SIGKILL')
      await ended
    },
    async stop() {
      worker.kill('SIGTERM')
      await ended
      return worker.exitCode
    },
  }
}

/** No process outlives its test, however that ended. */
export function killWorkerProcesses(): void {
  for (const worker of running) worker.kill('SIGKILL')
}
