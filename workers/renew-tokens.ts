import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { renewTokens as renew } from '#lib/zoom-connections/renew-tokens'

/** Asks Zoom once more for tokens of one connection, where the last answer was lost. */
export const renewTokens = (payload: JobPayload) => withDue('renew-tokens', payload, renew)
