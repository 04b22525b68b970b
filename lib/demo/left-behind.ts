import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Running } from './demo-files'

/** How long something left behind may take to end before it is killed. */
const end_timeout_ms = 5000

/** What tells this process from any other that is ever given the same id. */
export const runningAs = (pid: number): Running => ({ pid, began: beganAt(pid) })

/** True where the very process that was written down still runs. */
export const stillRuns = ({ pid, began }: Running): boolean =>
  began !== '' && beganAt(pid) === began

/** Stops what a demo that was killed has left running, by what it wrote down. */
export async function stopLeftBehind(running: readonly Running[]): Promise<void> {
  const left = running.filter(stillRuns)
  for (const { pid } of left) signal(pid, 'SIGTERM')
  const until = Date.now() + end_timeout_ms
  while (left.some(stillRuns) && Date.now() < until) await wait(50)
  for (const { pid } of left.filter(stillRuns)) signal(pid, 'SIGKILL')
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime.
  }
}

/** When the system says that a process began, as it says it; empty where there is none. */
function beganAt(pid: number): string {
  if (existsSync('/proc/self/stat')) return ticksOf(pid)
  const run = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return run.stdout?.trim() ?? ''
}

/** The 22nd field of proc(5)'s stat; the second, a name in brackets, may hold spaces. */
function ticksOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    // A zombie has ended, though nobody has asked for its exit code yet.
    return fields[0] === 'Z' ? '' : (fields[19] ?? '')
  } catch {
    return ''
  }
}
