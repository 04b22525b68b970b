import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { askSignOffs as ask } from '#lib/sign-offs/ask-sign-offs'

/** Asks a club's people for what they are to sign. */
export const askSignOffs = (payload: JobPayload): Promise<void> =>
  withDue('ask-sign-offs', payload, ask)
