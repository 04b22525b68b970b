import { createPostgresBackend, Worker, type Job } from 'bullmq'
import { env } from '../env'
import { log } from '../log'
import { byClock_priority } from './enqueue'
import { isJobKind, jobs, type JobKind, type JobPayload } from './jobs'
import { postgresPlace, queueName, redisPlace, redisUrl } from './queue-place'
import { newSlots } from './slots'

export type Handle = (kind: JobKind, payload: JobPayload) => Promise<void>

/**
 * A killed worker's jobs are found by the others within a quarter of a minute of its lock's end.
 * BullMQ's own limit of one such rescue would fail a job that is killed twice.
 */
const stalling = { lockDuration: 60_000, stalledInterval: 15_000, maxStalledCount: 50 }

/** Of the places for reading accounts, this part is never taken by what happens by the clock alone. */
const keptFree_share = 0.2

/**
 * Takes hints from the queue, as many at once as WORKER_CONCURRENCY says, and beside them READS_AT_ONCE
 * that read accounts: which is nearly all waiting, for a place in the account's budget and for Zoom,
 * and must not hold what others need meanwhile. Close it at the end.
 */
export function startWorker(handle: Handle): { close(): Promise<void> } {
  const url = redisUrl()
  const concurrency = env().WORKER_CONCURRENCY + env().READS_AT_ONCE
  const options = { ...stalling, concurrency, drainDelay: 5 }
  const slots = newSlots(env().WORKER_CONCURRENCY)
  const reads_max = env().READS_AT_ONCE
  const readsByClock_max = reads_max - Math.floor(reads_max * keptFree_share)
  let reading = 0
  const read = async (run: () => Promise<void>, isByClock: boolean) => {
    // It stays due: the sweep hints at it again, and the places beside stay free for other work.
    if (reading >= (isByClock ? readsByClock_max : reads_max)) return
    reading += 1
    await run().finally(() => (reading -= 1))
  }
  const take = async ({ name, data, opts }: Job) => {
    if (!isJobKind(name)) return log.warn({ job: name }, 'a job of an unknown kind')
    const run = () => handle(name, jobs[name].payload.parse(data))
    const isByClock = opts.priority === byClock_priority
    await (name === 'read-account' ? read(run, isByClock) : slots.run(run, isByClock))
  }
  const worker = url
    ? new Worker(queueName, take, { ...options, connection: redisPlace(url, true) })
    : new Worker(
        queueName,
        take,
        { ...options, connection: postgresPlace(4) },
        createPostgresBackend,
      )
  worker.on('error', (error) => log.warn({ error: error.message }, 'the queue reports an error'))
  return { close: () => worker.close() }
}
