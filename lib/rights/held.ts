import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { legalHolds } from '#db/schema/rights'

/** True while nothing of somebody may be erased. */
export const isHeld = async (tx: Tx, coachId: string): Promise<boolean> =>
  (await tx.$count(legalHolds, and(eq(legalHolds.coachId, coachId), isNull(legalHolds.endsAt)))) > 0
