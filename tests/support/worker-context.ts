import type { Context } from '#lib/context'
import type { JobKind } from '#lib/jobs/jobs'
import { contextFor } from '#lib/server-context'

/** The context that a worker has for a job of this kind, where nothing was claimed. */
export const workerContext = (kind: JobKind, organisationId: string, now: Date): Promise<Context> =>
  contextFor(organisationId, { kind: 'worker', job: kind }, 'worker', now)
