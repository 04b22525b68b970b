import { endShare as end } from '#lib/coaches/end-share'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Ends what one club says of a Zoom account that is no longer shared with it. */
export const endShare = (payload: JobPayload) => withDue('end-share', payload, end)
