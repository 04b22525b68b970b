import './process-title'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { isAppError } from '#lib/core/errors'
import { closePools } from '#lib/database/pools'
import { env } from '#lib/env'
import { closeQueue } from '#lib/jobs/enqueue'
import { errorForLog } from '#lib/error-for-log'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { startWorker } from '#lib/jobs/worker'
import { log } from '#lib/log'
import { witnessesOfSettings } from '#lib/transparency-log/ask-witnesses'
import { logKeys } from '#lib/transparency-log/log-keys'
import { checkServerClub } from '#lib/zoom-accounts/check-server-club'
import { handle } from './handlers'
import { keepLogUntil } from './keep-log'
import { sweep } from './sweep'

/** How long work in hand may take to end. What does not is found again when its lease is over. */
const closing_timeout_ms = 20_000

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => stopping.abort())
}

/** Takes hints as soon as the queue can be opened. Until then the sweep does the work. */
async function takeHints(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await prepareQueue()
      const worker = startWorker(handle)
      log.info('taking hints')
      if (!signal.aborted) await once(signal, 'abort')
      await worker.close()
    } catch (error) {
      log.warn(errorForLog(error), 'the queue cannot be opened; to be tried again')
      await wait(env().SWEEP_SECONDS * 1000, undefined, { signal }).catch(() => {})
    }
  }
}

/** What is set for nobody is said before any work. Where the database does not answer, the sweep waits. */
async function refuseWrongSettings(): Promise<void> {
  try {
    logKeys()
    await witnessesOfSettings()
    await checkServerClub()
  } catch (error) {
    if (isAppError(error, 'not_configured')) {
      log.error(errorForLog(error), error.message)
      process.exit(1)
    }
    log.warn(errorForLog(error), 'whose server credentials these are could not be looked up')
  }
}

await refuseWrongSettings()
const worker = `${hostname()}.${process.pid}`
const work = Promise.all([
  takeHints(stopping.signal),
  sweep(worker, stopping.signal),
  keepLogUntil(stopping.signal),
])
if (!stopping.signal.aborted) await once(stopping.signal, 'abort')
const ended = work.then(closeQueue).then(closePools)
await Promise.race([ended, wait(closing_timeout_ms)])
log.info('stopped')
process.exit(0)
