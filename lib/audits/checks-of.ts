import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'

/** Of one connection: its newest check, and when one last ended and one last read everything. */
export async function checksOf(tx: Tx, connectionId: string) {
  const of = eq(audits.connectionId, connectionId)
  const [newest] = await tx.select().from(audits).where(of).orderBy(desc(audits.queuedAt)).limit(1)
  const [ended] = await tx
    .select({
      lastAskedAt: sql<Date | null>`max(${audits.finishedAt})`.mapWith(audits.finishedAt),
      lastCompleteAt:
        sql<Date | null>`max(${audits.finishedAt}) filter (where ${audits.complete})`.mapWith(
          audits.finishedAt,
        ),
    })
    .from(audits)
    .where(of)
  return {
    lastAskedAt: ended?.lastAskedAt ?? null,
    lastCompleteAt: ended?.lastCompleteAt ?? null,
    auditId: newest?.id ?? null,
    checkingNow: newest !== undefined && newest.state !== 'finished',
  }
}
