import { deletePack as remove } from '#lib/evidence-packs/delete-pack'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Deletes an evidence pack whose time is over. */
export const deletePack = (payload: JobPayload) => withDue('delete-pack', payload, remove)
