import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { keepRecords as work } from '#lib/rights/keep-records'

/** Erases what a club has kept for long enough, and plans what is to be erased of people who left. */
export const keepRecords = (payload: JobPayload): Promise<void> =>
  withDue('keep-records', payload, work)
