import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { findings } from '#db/schema/results'
import { keyOf } from './verdict'

/** Gives the open finding about a result of one of these subjects, or null where there is none. */
export async function openFindingIds(
  tx: Tx,
  subjectIds: readonly string[],
): Promise<(result: Parameters<typeof keyOf>[0]) => string | null> {
  const rows =
    subjectIds.length === 0
      ? []
      : await tx
          .select()
          .from(findings)
          .where(and(eq(findings.state, 'open'), inArray(findings.subjectId, [...subjectIds])))
  const ids = new Map(rows.map((row) => [keyOf(row), row.id]))
  return (result) => ids.get(keyOf(result)) ?? null
}
