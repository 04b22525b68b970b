import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { judgeAgain as judge } from '#lib/profiles/judge-again'

/** Judges a club again by rules that changed, from what was read before. */
export const judgeAgain = (payload: JobPayload) => withDue('judge-again', payload, judge)
