import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { workEvents as work } from '#lib/zoom-events/work-events'

/** Does what Zoom's events about one connection ask for. */
export const workEvents = (payload: JobPayload) => withDue('work-events', payload, work)
