import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { AppError } from '../core/errors'
import { environmentWith } from '../env'

/** How long a process may take to close by itself before it is killed. */
const stop_timeout_ms = 15_000

export type Started = { name: string; pid: number; logFile: string; child: ChildProcess }

/**
 * Starts a process of ours with its output in a file. In a group of its own: Ctrl-C in a terminal
 * reaches only the demo, which then stops the others in order.
 */
export function startProcess(options: {
  name: string
  command: string
  args: readonly string[]
  cwd: string
  environment: Record<string, string>
  logFile: string
  /** Where what it prints is to be seen at once instead of in the file. */
  output?: 'inherit'
}): Started {
  const output = openSync(options.logFile, 'a', 0o600)
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: environmentWith(options.environment),
    detached: true,
    stdio: ['ignore', options.output ?? output, options.output ?? output],
  })
  closeSync(output)
  if (child.pid === undefined)
    throw new AppError('unavailable', `${options.name} could not be started.`)
  return { name: options.name, pid: child.pid, logFile: options.logFile, child }
}

/** Waits until `ready` answers true. Throws with the end of the log where the process ends first. */
export async function untilReady(
  started: Started,
  ready: () => Promise<boolean>,
  timeout_ms: number,
): Promise<void> {
  const until = Date.now() + timeout_ms
  while (Date.now() < until) {
    if (hasEnded(started)) throw ended(started, 'stopped while starting')
    if (await ready().catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw ended(started, `did not answer within ${Math.round(timeout_ms / 1000)} seconds`)
}

const hasEnded = ({ child }: Started) => child.exitCode !== null || child.signalCode !== null

/** Waits until the process has done its work. Throws with the end of its log where it failed. */
export async function untilDone(started: Started): Promise<void> {
  if (!hasEnded(started)) await once(started.child, 'exit')
  if (started.child.exitCode !== 0) throw ended(started, 'failed')
}

/** Asks the process to close, and kills it where it does not. */
export async function stopProcess(started: Started): Promise<void> {
  if (hasEnded(started)) return
  const gone = once(started.child, 'exit')
  started.child.kill('SIGTERM')
  const timer = setTimeout(() => killGroup(started), stop_timeout_ms)
  await gone
  clearTimeout(timer)
}

/** With whatever it has started itself: each process of ours leads a group. */
function killGroup({ pid }: Started): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended in the meantime.
  }
}

function ended(started: Started, what: string): AppError {
  const last = readFileSync(started.logFile, 'utf8').trim().split('\n').slice(-6).join('\n  ')
  return new AppError(
    'unavailable',
    `${started.name} ${what}. The end of ${started.logFile}:\n  ${last}`,
  )
}
