import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'
import { judgePersonDue as work } from '#lib/register/judge-person'

/** Judges somebody again whose credential or role ends or begins. */
export const judgePerson = (payload: JobPayload): Promise<void> =>
  withDue('judge-person', payload, work)
