import { eq, max } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { checksDue } from '#db/schema/past'
import { nextDailyAt } from '../core/daily'
import { day_ms } from '../core/durations'

type Connection = { organisationId: string; connectionId: string; accountId: string }

/** Beyond it, what was not begun is no list that anybody reads. */
const passed_max = 400

/**
 * Writes down when the next check of a connection is due, before it is; and before that, each that
 * became due since the last one was written down and that nobody began: they stay visible as missed.
 * In the transaction that makes it due.
 */
export async function recordChecksDue(
  tx: Tx,
  { organisationId, connectionId, accountId }: Connection,
  { nextAt, now, since }: { nextAt: Date; now: Date; since: 'last' | 'now' },
): Promise<void> {
  const last = await lastDue(tx, connectionId)
  const passed = last && since === 'last' ? dailyBetween(accountId, last, now) : []
  const isNew = [...passed, nextAt].filter((dueAt) => last === null || dueAt > last)
  if (isNew.length === 0) return
  await tx
    .insert(checksDue)
    .values(isNew.map((dueAt) => ({ organisationId, connectionId, dueAt, recordedAt: now })))
}

async function lastDue(tx: Tx, connectionId: string): Promise<Date | null> {
  const [row] = await tx
    .select({ at: max(checksDue.dueAt) })
    .from(checksDue)
    .where(eq(checksDue.connectionId, connectionId))
  return row?.at ?? null
}

/** The account's own moments of the days after `from`, up to `until`. */
function dailyBetween(accountId: string, from: Date, until: Date): Date[] {
  const found: Date[] = []
  const earliest = new Date(Math.max(from.getTime(), until.getTime() - passed_max * day_ms))
  let at = nextDailyAt(accountId, earliest)
  while (at <= until) {
    found.push(at)
    at = nextDailyAt(accountId, at)
  }
  return found
}
