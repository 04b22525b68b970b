import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { lapseStatement as lapse } from '#lib/statements/lapse-statement'

/** Says that a statement will lapse, and has it lapse. */
export const lapseStatement = (payload: JobPayload): Promise<void> =>
  withDue('lapse-statement', payload, lapse)
