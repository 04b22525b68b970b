import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { tellStatus } from '#lib/roll-ups/tell-status'

/** Tells the bodies above one club how it stands, once for all that changed of late. */
export const deliverStatus = (payload: JobPayload) => withDue('deliver-status', payload, tellStatus)
