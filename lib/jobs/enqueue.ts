import { createPostgresBackend, Queue } from 'bullmq'
import { env } from '../env'
import { log } from '../log'
import { jobs, type JobKind, type JobPayload } from './jobs'
import { postgresPlace, queueName, redisPlace, redisUrl } from './queue-place'

/** Which `due` row is worth looking at. */
export type Hint = JobPayload & {
  kind: JobKind
  /** When it is due, where that is later. */
  at?: Date
  /** It happens by the clock alone: what somebody waits for, or Zoom told of, comes first. */
  byClock?: boolean
}

/** BullMQ’s: what has none is taken first. */
export const byClock_priority = 1

/** How long a hint may take. The sweep looks anyway, so nobody waits longer for one. */
const hint_timeout_ms = 3000

/**
 * So many are added one by one: BullMQ's way of adding several makes and drops tables in PostgreSQL
 * each time, which was a third of the database's time in a burst of events.
 */
const oneByOne_max = 20

type JobOf = ReturnType<typeof jobOf>

type Open = {
  add(...job: [string, JobOf['data'], JobOf['opts']]): Promise<unknown>
  addBulk(jobs: JobOf[]): Promise<unknown>
  getWaitingCount(): Promise<number>
  close(): Promise<void>
  on(event: 'error', heard: (error: Error) => void): unknown
}

let open: Open | undefined

/**
 * Hints that something became due, after the transaction that made it so has committed. Only saves
 * the wait for the sweep: its failure is logged and is never the caller's. `byClock`: it happens by the clock alone, and comes last.
 */
export async function enqueue(
  kind: JobKind,
  organisationId: string,
  subjectId: string,
  { byClock }: Pick<Hint, 'byClock'> = {},
): Promise<void> {
  try {
    await addHints([{ kind, organisationId, subjectId, ...(byClock ? { byClock } : {}) }])
  } catch (error) {
    log.warn({ kind, error: String(error) }, 'no hint could be given; the sweep will find it')
  }
}

/** Adds hints in one go; one that is waiting already is not added again. Throws where it cannot. */
export async function addHints(hints: readonly Hint[]): Promise<void> {
  const all = hints.map(jobOf)
  await withQueue((queue) =>
    all.length > oneByOne_max
      ? queue.addBulk(all)
      : Promise.all(all.map(({ name, data, opts }) => queue.add(name, data, opts))),
  )
}

/** True where the queue answers. Never throws. */
export const queueAnswers = (): Promise<boolean> =>
  withQueue((queue) => queue.getWaitingCount()).then(
    () => true,
    () => false,
  )

/** Closes the queue, at the end of a process or to open it anew after a failure. */
export async function closeQueue(): Promise<void> {
  const closing = open
  open = undefined
  await closing?.close().catch(() => {})
}

/** A queue that once failed to open never recovers by itself, so after a failure it is let go. */
async function withQueue<Result>(run: (queue: Open) => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The queue did not answer.')), hint_timeout_ms)
  })
  try {
    return await Promise.race([run((open ??= openQueue())), late])
  } catch (error) {
    void closeQueue()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function openQueue(): Open {
  const url = redisUrl()
  const queue: Open = url
    ? new Queue(queueName, { connection: redisPlace(url, false) })
    : new Queue(queueName, { connection: postgresPlace(2) }, createPostgresBackend)
  queue.on('error', (error) => log.debug({ error: error.message }, 'the queue reports an error'))
  return queue
}

/**
 * Within this time the same hint is added once. Not for ever: a worker that was killed seems to
 * hold its job for a while, and that must not stand in the way of the next. A part of the lease,
 * which stands in the way in any case.
 */
const same_ms = () => (env().LEASE_SECONDS * 1000) / 4

/** Events come in bursts: one that arrives while others are worked is to be worked right after. */
const sameEvents_ms = 100

/** A hint that comes before its time is worth nothing. */
const afterDue_ms = 20

function jobOf({ kind, organisationId, subjectId, at, byClock }: Hint) {
  const turn = Math.floor(Date.now() / (kind === 'work-events' ? sameEvents_ms : same_ms()))
  const delay_ms = at ? Math.max(0, at.getTime() - Date.now()) + afterDue_ms : 0
  return {
    name: kind,
    data: jobs[kind].payload.parse({ organisationId, subjectId }),
    opts: {
      // One for later is another than the one that is being worked now.
      jobId: [kind, organisationId, subjectId, turn, ...(at ? [at.getTime()] : [])].join('.'),
      ...(at ? { delay: delay_ms } : {}),
      ...(byClock ? { priority: byClock_priority } : {}),
      attempts: 1,
      removeOnComplete: true,
      removeOnFail: true,
    },
  }
}
