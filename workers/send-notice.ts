import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { sendNotice as send } from '#lib/notices/send-notice'

/** Sends one notice to the person whose it is. */
export const sendNotice = (payload: JobPayload) => withDue('send-notice', payload, send)
