import { env } from '../env'
import { roleUrl } from '../database/role-url'

/** The one queue. A kind of job is a name in it, so that one limit holds for all of them. */
export const queueName = 'touchline'

/** The queue's own schema, which the database role `queue` owns. */
export const queueSchema = 'queue'

/** Where the queue lives: in Redis where REDIS_URL is set, else in PostgreSQL. */
export const redisUrl = () => env().REDIS_URL

/** BullMQ's options for its PostgreSQL backend. The schema is made by `prepareQueue`. */
export const postgresPlace = (connections_max: number) => ({
  connectionString: roleUrl('queue'),
  schema: queueSchema,
  max: connections_max,
})

/**
 * BullMQ's options for Redis. Commands are given up at once while it is away, since a hint that
 * waits is worth nothing; `patient` is for the worker, which has nothing else to do than wait.
 */
export const redisPlace = (url: string, patient: boolean) => ({
  url,
  enableOfflineQueue: patient,
  maxRetriesPerRequest: patient ? null : 1,
})
