import { workAcceptance } from '#lib/acceptances/work-acceptance'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Does with an acceptance what is due: a decision from above, a word before its end, its end. */
export const acceptance = (payload: JobPayload) => withDue('acceptance', payload, workAcceptance)
