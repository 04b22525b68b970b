import { and, asc, gt, inArray, ne } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { clubAudits } from '#db/schema/audits'

/** Past it something has gone wrong with the check, and another may be asked for. */
const underWayFor_ms = 60 * 60 * 1000

/** The audits that a club waits for, by the connection; of several the newest. */
export async function auditsUnderWay(
  tx: Tx,
  now: Date,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (connectionIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: clubAudits.id, connectionId: clubAudits.connectionId })
    .from(clubAudits)
    .where(
      and(
        inArray(clubAudits.connectionId, [...connectionIds]),
        ne(clubAudits.state, 'judged'),
        gt(clubAudits.queuedAt, new Date(now.getTime() - underWayFor_ms)),
      ),
    )
    .orderBy(asc(clubAudits.queuedAt))
  return new Map(rows.map((row) => [row.connectionId, row.id]))
}
