import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { warnOfSession } from '#lib/notices/warn-of-session'

/** Warns of one session of a club that breaks a MUST, the day before and two hours before. */
export const sessionWarning = (payload: JobPayload) =>
  withDue('session-warning', payload, warnOfSession)
