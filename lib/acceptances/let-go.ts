import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { findings } from '#db/schema/results'
import { dueRemove } from '../jobs/due'
import type { Acceptance } from './append-event'

/**
 * Lets the finding count again whose risk this accepted, and has nothing more happen to it by itself;
 * where a region or body was to decide, it is told. For an acceptance that has ended.
 */
export async function letGo(tx: Tx, { id, aboveId }: Acceptance): Promise<void> {
  await tx
    .update(findings)
    .set({ acceptanceId: null, acceptedUntil: null })
    .where(eq(findings.acceptanceId, id))
  await dueRemove(tx, 'acceptance', id)
  if (aboveId) await tx.execute(sql`select deliver_acceptance(${id}::uuid)`)
}
