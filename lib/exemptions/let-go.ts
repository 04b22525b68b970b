import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { dueRemove } from '../jobs/due'
import type { Exemption } from './append-event'

/**
 * Has nothing more happen by itself to one that ended; where a region or body was to decide, it is
 * told that there is nothing to decide any more.
 */
export async function letGo(tx: Tx, { id, aboveId }: Exemption): Promise<void> {
  await dueRemove(tx, 'exemption', id)
  if (aboveId) await tx.execute(sql`select deliver_exemption(${id}::uuid)`)
}
