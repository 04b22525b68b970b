import { startScheduledAudit } from '#lib/audits/start-scheduled-audit'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Starts the daily audit of one connection. */
export const auditSchedule = (payload: JobPayload) =>
  withDue('audit-schedule', payload, startScheduledAudit)
