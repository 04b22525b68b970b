import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { remindPeople } from '#lib/reminders/remind-people'

/** Reminds the people of a club of what they are to do by a day. */
export const remind = (payload: JobPayload): Promise<void> =>
  withDue('remind', payload, remindPeople)
