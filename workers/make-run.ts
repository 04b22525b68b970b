import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { carryOutRun } from '#lib/mends/carry-out-run'

/** Makes changes in several sessions that their host confirmed at once. */
export const makeRun = (payload: JobPayload) => withDue('make-run', payload, carryOutRun)
