import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { legalHolds } from '#db/schema/rights'

/** Of these rows of the register, those on whom a hold is. */
export async function heldOf(tx: Tx, coachIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (coachIds.length === 0) return new Set()
  const rows = await tx
    .select({ coachId: legalHolds.coachId })
    .from(legalHolds)
    .where(and(inArray(legalHolds.coachId, [...coachIds]), isNull(legalHolds.endsAt)))
  return new Set(rows.map(({ coachId }) => coachId))
}

/** True while nothing of somebody may be erased. */
export const isHeld = async (tx: Tx, coachId: string): Promise<boolean> =>
  (await tx.$count(legalHolds, and(eq(legalHolds.coachId, coachId), isNull(legalHolds.endsAt)))) > 0
