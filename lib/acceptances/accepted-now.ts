import { and, gt, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { findings } from '#db/schema/results'
import { keyOf } from '../findings/verdict'

/** Says of a result of one of these subjects whether the risk of it is accepted at this moment. */
export async function acceptedNow(
  tx: Tx,
  now: Date,
  subjectIds: readonly string[],
): Promise<(result: Parameters<typeof keyOf>[0]) => boolean> {
  if (subjectIds.length === 0) return () => false
  const rows = await tx
    .select()
    .from(findings)
    .where(and(inArray(findings.subjectId, [...subjectIds]), gt(findings.acceptedUntil, now)))
  const accepted = new Set(rows.map(keyOf))
  return (result) => accepted.has(keyOf(result))
}
