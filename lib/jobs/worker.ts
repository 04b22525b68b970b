import { createPostgresBackend, Worker, type Job } from 'bullmq'
import { env } from '../env'
import { log } from '../log'
import { isJobKind, jobs, type JobKind, type JobPayload } from './jobs'
import { postgresPlace, queueName, redisPlace, redisUrl } from './queue-place'

export type Handle = (kind: JobKind, payload: JobPayload) => Promise<void>

/**
 * A killed worker's jobs are found by the others within a quarter of a minute of its lock's end.
 * BullMQ's own limit of one such rescue would fail a job that is killed twice.
 */
const stalling = { lockDuration: 60_000, stalledInterval: 15_000, maxStalledCount: 50 }

/** Takes hints from the queue, as many at once as WORKER_CONCURRENCY says. Close it at the end. */
export function startWorker(handle: Handle): { close(): Promise<void> } {
  const url = redisUrl()
  const concurrency = env().WORKER_CONCURRENCY
  const options = { ...stalling, concurrency, drainDelay: 5 }
  const take = async (job: Job) => {
    if (!isJobKind(job.name)) return log.warn({ job: job.name }, 'a job of an unknown kind')
    await handle(job.name, jobs[job.name].payload.parse(job.data))
  }
  const worker = url
    ? new Worker(queueName, take, { ...options, connection: redisPlace(url, true) })
    : new Worker(
        queueName,
        take,
        { ...options, connection: postgresPlace(Math.min(concurrency, 4)) },
        createPostgresBackend,
      )
  worker.on('error', (error) => log.warn({ error: error.message }, 'the queue reports an error'))
  return { close: () => worker.close() }
}
