import { proveStatus as prove } from '#lib/as-of/prove-status'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Compares what pages read of one club with its history, once a day. */
export const proveStatus = (payload: JobPayload) => withDue('prove-status', payload, prove)
