import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { mendingConsents } from '#db/schema/mends'
import { meetings } from '#db/schema/meetings'
import { zoomConnections } from '#db/schema/zoom-connections'
import { holdsTokens } from './holds-tokens'
import type { MendRow } from './move-mend'

/**
 * Whether Touchline may make this change in this very moment: still connected by their own consent at
 * Zoom, with the consent to change that it was confirmed under, and of a club session. Whoever takes that back waits for this transaction.
 */
export async function mayChangeNow(tx: Tx, mend: MendRow): Promise<boolean> {
  const [connection] = await tx
    .select()
    .from(zoomConnections)
    .where(eq(zoomConnections.id, mend.connectionId))
    .for('share')
  const [consent] = await tx
    .select({ endsAt: mendingConsents.endsAt })
    .from(mendingConsents)
    .where(eq(mendingConsents.id, mend.consentId))
    .for('share')
  const isConsented =
    connection?.state === 'connected' &&
    consent?.endsAt === null &&
    (await holdsTokens(tx, connection))
  if (!isConsented || mend.subjectKind === 'user') return isConsented
  const [meeting] = await tx
    .select({ sorted: meetings.sorted })
    .from(meetings)
    .where(eq(meetings.id, mend.subjectId))
    .for('share')
  return meeting?.sorted === 'session'
}
