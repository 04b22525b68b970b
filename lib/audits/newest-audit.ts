import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { clubAudits } from '#db/schema/audits'

/** The newest audit of the whole account that this club has of a connection; null where it has none. */
export async function newestAudit(tx: Tx, connectionId: string): Promise<string | null> {
  const [newest] = await tx
    .select({ id: clubAudits.id })
    .from(clubAudits)
    .where(and(eq(clubAudits.connectionId, connectionId), eq(clubAudits.whole, true)))
    .orderBy(desc(clubAudits.queuedAt))
    .limit(1)
  return newest?.id ?? null
}
