import { workExemption } from '#lib/exemptions/work-exemption'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Does with an exemption what is due: a decision from above, a word before it lapses. */
export const exemption = (payload: JobPayload) => withDue('exemption', payload, workExemption)
