import { workImport as work } from '#lib/imports/work-import'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Looks at the rows of a file for the register, or writes them. */
export const workImport = (payload: JobPayload) => withDue('work-import', payload, work)
