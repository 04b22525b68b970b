import { eraseImport as erase } from '#lib/imports/erase-import'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Erases a file that nobody finished with. */
export const eraseImport = (payload: JobPayload) => withDue('erase-import', payload, erase)
