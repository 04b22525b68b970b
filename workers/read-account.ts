import { readAccount as read } from '#lib/audits/read-account'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Reads one Zoom account and delivers what it said to each club that may see it. */
export const readAccount = (payload: JobPayload) => withDue('read-account', payload, read)
