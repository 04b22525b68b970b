import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { eraseOrigin as erase } from '#lib/sign-offs/erase-origin'

/** Erases from where somebody signed, once its time is over. */
export const eraseOrigin = (payload: JobPayload): Promise<void> =>
  withDue('erase-origin', payload, erase)
