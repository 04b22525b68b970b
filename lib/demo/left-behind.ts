import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** How long something left behind may take to end before it is killed. */
const end_timeout_ms = 5000

/** True where a process of this id runs, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Stops what a demo that was killed has left running, by the ids that it wrote down. An id may
 * have been given to somebody else since, so that only what runs from `root` is touched.
 */
export async function stopLeftBehind(pids: Record<string, number>, root: string): Promise<void> {
  const left = Object.values(pids).filter((pid) => isAlive(pid) && commandOf(pid).includes(root))
  for (const pid of left) signal(pid, 'SIGTERM')
  const until = Date.now() + end_timeout_ms
  while (left.some(isAlive) && Date.now() < until) await wait(50)
  for (const pid of left.filter(isAlive)) signal(pid, 'SIGKILL')
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime.
  }
}

/** What was typed to start a process; empty where that cannot be said. */
function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`
  if (existsSync(file)) return readFileSync(file, 'utf8').replaceAll('\0', ' ')
  const run = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  return run.stdout ?? ''
}
