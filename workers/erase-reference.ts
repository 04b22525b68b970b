import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { eraseReference as work } from '#lib/register/erase-reference'

/** Erases the number of a record check that is kept no longer. */
export const eraseReference = (payload: JobPayload): Promise<void> =>
  withDue('erase-reference', payload, work)
