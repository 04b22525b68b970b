import { setTimeout as wait } from 'node:timers/promises'
import { addHints, type Hint } from '#lib/jobs/enqueue'
import { env } from '#lib/env'
import { errorForLog } from '#lib/error-for-log'
import { findDue } from '#lib/jobs/find-due'
import { isWaiting } from '#lib/jobs/near'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { sayAlive } from '#lib/jobs/say-alive'
import { log } from '#lib/log'
import { resealReferences } from '#lib/register/reseal-references'
import { resealSome } from '#lib/zoom-connections/reseal-tokens'
import { handle } from './handlers'

/** How many due rows one look takes up. Those left over are the first of the next look. */
const rows_max = 500

/** How often is looked for what is sealed under an older key, once there are none left. */
const resealEvery_ms = 60_000

/**
 * Looks every SWEEP_SECONDS for what is due, and hints at it. The database is the truth: a queue
 * that lost everything is filled again by the next look, and one that is away only slows the work.
 * Also sees to it that nothing stays sealed under a key that is to go.
 */
export async function sweep(worker: string, signal: AbortSignal): Promise<void> {
  let resealAt_ms = 0
  while (!signal.aborted) {
    await look(worker).catch((error: unknown) =>
      log.warn(errorForLog(error), 'the sweep could not look'),
    )
    if (Date.now() >= resealAt_ms && !(await resealed())) resealAt_ms = Date.now() + resealEvery_ms
    await wait(env().SWEEP_SECONDS * 1000, undefined, { signal }).catch(() => {})
  }
}

/** True where there may be more of it. */
async function resealed(): Promise<boolean> {
  try {
    const now = new Date()
    return (await resealSome(now)) + (await resealReferences(now)) > 0
  } catch (error) {
    log.warn(errorForLog(error), 'what is sealed could not be sealed anew')
    return false
  }
}

async function look(worker: string): Promise<void> {
  await sayAlive(worker, new Date())
  const due = (await findDue(new Date(), rows_max)).filter((each) => !isWaiting(each))
  if (due.length === 0) return
  try {
    await addHints(due)
  } catch (error) {
    log.warn(errorForLog(error), 'the queue is away; the sweep does the work itself')
    await Promise.all([
      prepareQueue().catch(() => {}),
      doWithoutQueue(due.slice(0, env().WORKER_CONCURRENCY)),
    ])
  }
}

/** As many at once as the worker would do; leases keep two from doing the same. */
async function doWithoutQueue(due: readonly Hint[]): Promise<void> {
  await Promise.all(due.map(({ kind, ...payload }) => handle(kind, payload)))
}
