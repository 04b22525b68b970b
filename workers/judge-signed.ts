import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { judgeSigned as work } from '#lib/sign-offs/judge-signed'

/** Judges a club and its people by what they signed and stated. */
export const judgeSigned = (payload: JobPayload): Promise<void> =>
  withDue('judge-signed', payload, work)
