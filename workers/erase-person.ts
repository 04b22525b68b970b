import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { erasePerson as work } from '#lib/rights/erase-person'

/** Erases what is held of somebody, where that is planned and nothing stands in its way. */
export const erasePerson = (payload: JobPayload): Promise<void> =>
  withDue('erase-person', payload, work)
