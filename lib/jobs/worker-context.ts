import type { Context } from '../context'
import { contextFor } from '../server-context'
import type { JobKind } from './jobs'

/**
 * The context of a job that the database says is due: it acts for the organisation of the `due`
 * row. Throws `not_found` where that organisation is gone.
 */
export const workerContext = (kind: JobKind, organisationId: string, now: Date): Promise<Context> =>
  contextFor(organisationId, { kind: 'worker', job: kind }, 'worker', now)
