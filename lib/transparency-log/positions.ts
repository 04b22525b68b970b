import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { evidenceRecords } from '#db/schema/evidence'
import { entries } from '#db/schema/log'

/** How many records one question names at most. */
const records_max = 5000

/**
 * Where evidence records stand in the log: record id to index, for those of the transaction's own
 * organisation that were sequenced. Of what waits, what is erased and what is somebody else's there
 * is none.
 */
export async function positionsOf(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (let from = 0; from < recordIds.length; from += records_max) {
    const rows = await tx
      .select({ id: evidenceRecords.id, index: entries.index })
      .from(evidenceRecords)
      .innerJoin(entries, sql`${entries.entry} = decode(${evidenceRecords.entry}, 'hex')`)
      .where(inArray(evidenceRecords.id, recordIds.slice(from, from + records_max)))
    for (const { id, index } of rows) found.set(id, index)
  }
  return found
}
