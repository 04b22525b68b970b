import { scheduledChecks, type ScheduledCheck } from '../core/scheduled-checks'
import type { PackPeriod, PackRows } from './collect-pack'

/**
 * Each check that was written down as due in the period while its account was connected and shared,
 * and what came of it.
 */
export function scheduledChecksOf({ until }: PackPeriod, rows: PackRows): ScheduledCheck[] {
  const due = rows.due.filter(({ connectionId, dueAt }) =>
    rows.connections.some(
      (connection) =>
        connection.id === connectionId &&
        connection.connectedAt <= dueAt &&
        isAfter(connection.disconnectedAt, dueAt) &&
        isAfter(connection.shareEndsAt, dueAt),
    ),
  )
  return scheduledChecks(due, rows.audits, until)
}

const isAfter = (end: Date | null, at: Date) => end === null || end > at
