import { and, gte, inArray, lte } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { clubAudits } from '#db/schema/audits'
import { checksDue } from '#db/schema/past'
import { day_ms } from '../core/durations'
import { scheduledChecks, type CheckDue } from '../core/scheduled-checks'

export type MissedCheck = CheckDue

type Account = { connectionId: string; connectedAt: Date; disconnectedAt: Date | null }

/** How far back a page of the past looks for checks that did not happen. */
const lookBack_ms = 30 * day_ms

/** The checks of these accounts that were due before `at` and that nobody made, the last first. */
export async function missedChecks(
  tx: Tx,
  at: Date,
  accounts: readonly Account[],
): Promise<MissedCheck[]> {
  const ids = accounts.map(({ connectionId }) => connectionId)
  if (ids.length === 0) return []
  const from = new Date(at.getTime() - lookBack_ms)
  const due = await tx
    .select({ connectionId: checksDue.connectionId, dueAt: checksDue.dueAt })
    .from(checksDue)
    .where(
      and(
        inArray(checksDue.connectionId, ids),
        gte(checksDue.dueAt, from),
        lte(checksDue.dueAt, at),
      ),
    )
  const made = await tx
    .select()
    .from(clubAudits)
    .where(
      and(
        inArray(clubAudits.connectionId, ids),
        gte(clubAudits.readAt, from),
        lte(clubAudits.readAt, at),
      ),
    )
  const wasConnected = ({ connectionId, dueAt }: CheckDue) =>
    accounts.some(
      (account) =>
        account.connectionId === connectionId &&
        account.connectedAt <= dueAt &&
        (account.disconnectedAt === null || dueAt < account.disconnectedAt),
    )
  return scheduledChecks(due.filter(wasConnected), made, at)
    .filter(({ state }) => state === 'missed')
    .map(({ connectionId, dueAt }) => ({ connectionId, dueAt }))
    .toReversed()
}
