import { and, desc, eq, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'

/**
 * Of one connection: the check that is under way, else the newest of the whole account; and when such a
 * one last ended and last read everything. One of a part of the account says nothing of when it was checked.
 */
export async function checksOf(tx: Tx, connectionId: string) {
  const of = eq(audits.connectionId, connectionId)
  const isWhole = sql`${audits.onlyMeetings} is null`
  const [newest] = await tx
    .select()
    .from(audits)
    .where(and(of, or(isWhole, ne(audits.state, 'finished'))))
    .orderBy(desc(sql`${audits.state} <> 'finished'`), desc(audits.queuedAt))
    .limit(1)
  const [ended] = await tx
    .select({
      lastAskedAt: sql<Date | null>`max(${audits.finishedAt})`.mapWith(audits.finishedAt),
      lastCompleteAt:
        sql<Date | null>`max(${audits.finishedAt}) filter (where ${audits.complete})`.mapWith(
          audits.finishedAt,
        ),
    })
    .from(audits)
    .where(and(of, isWhole))
  return {
    lastAskedAt: ended?.lastAskedAt ?? null,
    lastCompleteAt: ended?.lastCompleteAt ?? null,
    auditId: newest?.id ?? null,
    checkingNow: newest !== undefined && newest.state !== 'finished',
  }
}
