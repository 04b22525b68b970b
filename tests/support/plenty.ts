import { setTimeout as wait } from 'node:timers/promises'
import type { Budget } from '#lib/zoom/budget'
import { wait_max_ms } from '#lib/zoom/limits'

/** A budget in memory that never runs out, and keeps quiet where Zoom asks for it. */
export function plenty(): Budget {
  let quietUntil = 0
  return {
    place: async () => {
      const wait_ms = quietUntil - Date.now()
      if (wait_ms > wait_max_ms) return { ok: false, at: new Date(quietUntil) }
      if (wait_ms > 0) await wait(wait_ms)
      return { ok: true }
    },
    quiet: async (until) => {
      quietUntil = Math.max(quietUntil, until.getTime())
    },
  }
}
