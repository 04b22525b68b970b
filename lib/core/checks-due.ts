import { day_ms } from './durations'

export type ConnectionTimes = { id: string; connectedAt: Date; disconnectedAt: Date | null }
export type CheckTimes = {
  connectionId: string
  readAt: Date | null
  /** It was about the whole account. */
  whole: boolean
  complete: boolean | null
}

export type ChecksOfConnection = {
  connection: string
  /** Whole or begun days of the period in which the account was connected. */
  due: number
  /** Checks of the whole account that asked Zoom, and those of them that could read everything. */
  ran: number
  complete: number
  /** Days, as `2026-11-24` in UTC, on which a check was due and none was complete. */
  daysWithout: string[]
}

/**
 * What was due (one check a day, for as long as an account is connected) and what ran, a row a
 * connection: so that a check that did not happen is as visible as one that did. Days are counted
 * in UTC, from midnight to midnight.
 */
export function checksDue(
  connections: readonly ConnectionTimes[],
  checks: readonly CheckTimes[],
  period: { from: Date; until: Date },
): ChecksOfConnection[] {
  return connections.map((connection) => {
    const own = checks.filter(
      (check) => check.connectionId === connection.id && check.whole && check.readAt,
    )
    const complete = own.filter((check) => check.complete)
    const seen = new Set(complete.map((check) => dayOf(check.readAt?.getTime() ?? 0)))
    const days = daysDue(connection, period)
    return {
      connection: connection.id,
      due: days.length,
      ran: own.length,
      complete: complete.length,
      daysWithout: days.filter((day) => !seen.has(day)),
    }
  })
}

/**
 * Of the days of a period, whole or begun: on how many a check of any account was due, and on how
 * many of those an account was without a complete one.
 */
export function daysInShort(
  connections: readonly ConnectionTimes[],
  checks: readonly CheckTimes[],
  period: { from: Date; until: Date },
): { days: number; due: number; without: number } {
  const due = connections.flatMap((connection) => daysDue(connection, period))
  const without = checksDue(connections, checks, period).flatMap((row) => row.daysWithout)
  const days = daysBetween(period.from.getTime(), period.until.getTime()).length
  return { days, due: new Set(due).size, without: new Set(without).size }
}

const daysDue = (connection: ConnectionTimes, period: { from: Date; until: Date }) =>
  daysBetween(
    Math.max(period.from.getTime(), connection.connectedAt.getTime()),
    Math.min(period.until.getTime(), connection.disconnectedAt?.getTime() ?? Infinity),
  )

const dayOf = (time_ms: number) => new Date(time_ms).toISOString().slice(0, 10)

function daysBetween(from_ms: number, until_ms: number): string[] {
  if (until_ms <= from_ms) return []
  const first = Math.floor(from_ms / day_ms)
  const last = Math.floor((until_ms - 1) / day_ms)
  return Array.from({ length: last - first + 1 }, (_, index) => dayOf((first + index) * day_ms))
}
