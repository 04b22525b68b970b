import { inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { credentials } from '#db/schema/register'

/** What somebody has shown, without who looked at it, and without its number: only that one is kept. */
export async function ownCredentials(tx: Tx, coachIds: readonly string[]) {
  const rows = await tx
    .select()
    .from(credentials)
    .where(inArray(credentials.coachId, [...coachIds]))
  return rows.map((row) => {
    const { kind, scheme, level, issuer, nameOnIt, nameReason, appliedOn, issuedOn } = row
    const { expiresOn, coversOnline, onUpdateService, providedAt, state, endedAt } = row
    const { verifiedHow, verifiedAt, statusCheckedAt, referenceSealed, referenceErasedAt } = row
    return {
      ...{ kind, scheme, level, issuer, nameOnIt, nameReason, appliedOn, issuedOn, expiresOn },
      ...{ coversOnline, onUpdateService, providedAt, state, endedAt },
      ...{ verifiedHow, verifiedAt, statusCheckedAt },
      ...{ numberIsKept: referenceSealed !== null, numberErasedAt: referenceErasedAt },
    }
  })
}
