import { createPostgresBackend, Worker, type Job } from 'bullmq'
import { env } from '../env'
import { log } from '../log'
import { errorForLog } from '../error-for-log'
import { byClock_priority } from './enqueue'
import {
  isJobKind,
  jobs,
  rankByClock,
  rankOf,
  usualRank,
  type JobKind,
  type JobPayload,
} from './jobs'
import { takeNear, waitOnce } from './near'
import { postgresPlace, queueName, redisPlace, redisUrl } from './queue-place'
import { newSlots } from './slots'

export type Handle = (kind: JobKind, payload: JobPayload) => Promise<void>

/**
 * A killed worker's jobs are found by the others within a quarter of a minute of its lock's end.
 * BullMQ's own limit of one such rescue would fail a job that is killed twice.
 */
const stalling = { lockDuration: 60_000, stalledInterval: 15_000, maxStalledCount: 50 }

/**
 * So much of what follows from its own work a worker has to do at a time. What waits longer than a
 * sweep is found by the others.
 */
const near_max = 1000

/** Of the places for reading accounts, this part is never taken by what happens by the clock alone. */
const keptFree_share = 0.2

/**
 * Takes hints from the queue, as many at once as WORKER_CONCURRENCY says, and beside them READS_AT_ONCE
 * that read accounts: which is nearly all waiting, for a place in the account's budget and for Zoom,
 * and must not hold what others need meanwhile. What follows from its own work it does without the
 * queue. What is begun comes before what is new, and mail after that. Close it at the end.
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
  let isClosing = false
  const take = (kind: JobKind, payload: JobPayload, isByClock: boolean) => {
    const turn = (begin: () => Promise<void>) =>
      kind === 'read-account'
        ? read(begin, isByClock)
        : slots.run(begin, isByClock ? rankByClock : (rankOf[kind] ?? usualRank))
    // What has not begun by the end is left to the sweep of another.
    const work = async () => (isClosing ? undefined : handle(kind, payload))
    return waitOnce({ kind, ...payload }, turn, work)
  }
  const takeJob = async ({ name, data, opts }: Job) => {
    if (!isJobKind(name)) return log.warn({ job: name }, 'a job of an unknown kind')
    await take(name, jobs[name].payload.parse(data), opts.priority === byClock_priority)
  }
  const leaveNear = takeNear(
    ({ kind, organisationId, subjectId }) =>
      take(kind, { organisationId, subjectId }, false).catch((error: unknown) =>
        log.warn({ kind, ...errorForLog(error) }, 'not begun; the sweep will find it'),
      ),
    near_max,
  )
  const worker = url
    ? new Worker(queueName, takeJob, { ...options, connection: redisPlace(url, true) })
    : new Worker(
        queueName,
        takeJob,
        { ...options, connection: postgresPlace(4) },
        createPostgresBackend,
      )
  worker.on('error', (error) => log.warn({ error: error.message }, 'the queue reports an error'))
  const close = async () => {
    isClosing = true
    await Promise.all([worker.close(), leaveNear()])
  }
  return { close }
}
