import { judgeClub as judge } from '#lib/audits/judge-club'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Makes results and findings of what was read, for one club. */
export const judgeClub = (payload: JobPayload) => withDue('judge-club', payload, judge)
