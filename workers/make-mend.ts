import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { carryOut } from '#lib/mends/carry-out'

/** Makes one change in Zoom that its person confirmed. */
export const makeMend = (payload: JobPayload) => withDue('make-mend', payload, carryOut)
