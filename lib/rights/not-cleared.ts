import { and, eq, isNull } from 'drizzle-orm'
import { suspensions } from '#db/schema/register'
import type { Tx } from '#db/tenant'
import { conflict } from '../core/errors'

/**
 * Refuses to erase somebody who is not cleared: nobody would know them again if they came back, and they
 * would be cleared by it. The law lets a club keep what keeps children safe. Throws `conflict`.
 */
export async function refuseNotCleared(tx: Tx, coachId: string): Promise<void> {
  const stands = and(eq(suspensions.coachId, coachId), isNull(suspensions.endsAt))
  if ((await tx.$count(suspensions, stands)) > 0) throw conflict(notClearedMessage)
}

const notClearedMessage =
  'They are not cleared. Once they are erased nobody would know that if they come back. You may keep it to keep children safe. To erase them, add them to the list again and clear them first.'
