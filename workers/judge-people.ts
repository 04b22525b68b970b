import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { judgePeopleDue as work } from '#lib/register/judge-people'

/** Judges everybody on a club's register by what they have to show. */
export const judgePeople = (payload: JobPayload): Promise<void> =>
  withDue('judge-people', payload, work)
