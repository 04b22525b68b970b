import { readdirSync, readFileSync } from 'node:fs'

/** A processor's time, in the ticks that Linux tells it in. */
const ticks_a_second = 100

type Process = { readonly pid: number; readonly parent: number; readonly used_s: number }

/** Seconds of processor time by part of the product, and of what measures it. */
export type CpuUsed = Readonly<Record<string, number>>

/** How a part is known by what its process is called. */
const parts: readonly (readonly [string, RegExp])[] = [
  ['postgresql', /postgres/],
  ['worker', /touchline-worker|workers\/main/],
  ['web', /next-server|server\.js/],
  ['zoom', /zoom-sandbox/],
  ['outbox', /workers\/outbox/],
  ['measuring', /measure-burst/],
]

/**
 * What all processes beside this one, which were started by the same, have used until now, with those
 * that they started themselves. Null on a machine that does not tell it as Linux does.
 */
export function cpuUsed(): CpuUsed | null {
  const processes = allProcesses()
  if (!processes) return null
  const used: Record<string, number> = {}
  for (const { pid } of processes.filter(({ parent }) => parent === process.ppid)) {
    const name = partOf(pid)
    used[name] = (used[name] ?? 0) + withChildren(processes, pid)
  }
  return used
}

/** What was used between the two, in tenths of a second. */
export function cpuBetween(before: CpuUsed | null, after: CpuUsed | null): CpuUsed | null {
  if (!before || !after) return null
  const entries = Object.entries(after).map(
    ([name, used]) => [name, Math.round((used - (before[name] ?? 0)) * 10) / 10] as const,
  )
  const together = entries.reduce((sum, [, used]) => sum + used, 0)
  return { ...Object.fromEntries(entries), together: Math.round(together * 10) / 10 }
}

function allProcesses(): Process[] | null {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => processOf(Number(name)) ?? [])
  } catch {
    return null
  }
}

/** Null where it has ended meanwhile. Its name, in brackets, may hold anything. */
function processOf(pid: number): Process | null {
  const stat = textOf(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields.length < 15) return null
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return { pid, parent: Number(fields[1]), used_s: ticks / ticks_a_second }
}

const partOf = (pid: number): string => {
  const called = textOf(`/proc/${pid}/cmdline`)
  return parts.find(([, pattern]) => pattern.test(called))?.[0] ?? 'other'
}

function withChildren(processes: readonly Process[], pid: number): number {
  const own = processes.find((each) => each.pid === pid)?.used_s ?? 0
  const children = processes.filter(({ parent }) => parent === pid)
  return children.reduce((sum, child) => sum + withChildren(processes, child.pid), own)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
