import { setTimeout as wait } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { audits } from '#db/schema/audits'
import type { Context } from '../context'
import { appPool } from '../database/pools'

export type Progress = {
  /** How many steps there are, once that is known. */
  expect(steps: number): void
  /** One more step is done. */
  step(): void
  /**
   * Says no more, and waits for a write that is on its way: the audit's end writes the rest. Returns
   * how many steps there were.
   */
  settle(): Promise<number>
}

/**
 * Often enough for an eye, where somebody asked for the audit and looks on; each write is a
 * transaction, and would be half of an audit's.
 */
const pause_ms = { watched: 250, unwatched: 5000 }

/**
 * Lets people watch a running audit. Written beside the work and not by a command: it is no fact,
 * leaves no trail, and ends with the audit. Steps between two writes wait for the second, and those
 * of an audit that is over before the first are never written.
 */
export function trackProgress(ctx: Context, auditId: string, isWatched: boolean): Progress {
  const steps = { stepsDone: 0, stepsTotal: 0 }
  let writing: Promise<void> | undefined
  let stale = false
  const settled = new AbortController()
  const write = async () => {
    while (stale && !settled.signal.aborted) {
      await wait(isWatched ? pause_ms.watched : pause_ms.unwatched, undefined, settled)
      stale = false
      await inTenant(appPool(), ctx.organisation.id, (tx) =>
        tx
          .update(audits)
          .set({ ...steps })
          .where(and(eq(audits.id, auditId), eq(audits.state, 'running'))),
      )
    }
  }
  const say = () => {
    stale = true
    // A failed write costs a step on a screen; the work itself will say what is wrong.
    writing ??= write()
      .catch(() => {})
      .finally(() => (writing = undefined))
  }
  return {
    expect(total) {
      steps.stepsTotal = total
      say()
    },
    step() {
      steps.stepsDone += 1
      say()
    },
    async settle() {
      settled.abort()
      await writing
      return steps.stepsTotal
    },
  }
}
