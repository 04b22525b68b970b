import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { openAlert as open } from '#lib/risk-alerts/open-alert'

/** Opens the finding of an alert from Zoom, for one club. */
export const openAlert = (payload: JobPayload) => withDue('open-alert', payload, open)
