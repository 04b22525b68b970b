import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { judgePreview as judge } from '#lib/profiles/judge-preview'

/** Says how a club would stand under rules that a body above it is writing. */
export const judgePreview = (payload: JobPayload) => withDue('judge-preview', payload, judge)
