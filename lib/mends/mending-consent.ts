import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { mendingConsents } from '#db/schema/mends'
import type { zoomConnections } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import type { TrailEntry } from '../trail/trail-entry'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'

export type MendingConsent = typeof mendingConsents.$inferSelect

/** The consent in force for a connection: of a host in a club's own account, that account's. */
export async function consentInForce(
  tx: Tx,
  { id, viaConnectionId }: Pick<typeof zoomConnections.$inferSelect, 'id' | 'viaConnectionId'>,
): Promise<MendingConsent | undefined> {
  const connectionId = viaConnectionId ?? id
  const [consent] = await tx
    .select()
    .from(mendingConsents)
    .where(and(eq(mendingConsents.connectionId, connectionId), isNull(mendingConsents.endsAt)))
  return consent
}

/** Ends the consent in force, where there is one. Returns its line of the trail. */
export async function endConsentInForce(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<TrailEntry | null> {
  const [ended] = await tx
    .update(mendingConsents)
    .set({ endsAt: ctx.now })
    .where(and(eq(mendingConsents.connectionId, connectionId), isNull(mendingConsents.endsAt)))
    .returning()
  if (!ended) return null
  await writeEvidenceRecords(tx, ctx, 'mending_consent', [
    {
      ...{ consent: ended.id, connection: connectionId, event: 'ended' },
      ends_at: ctx.now.toISOString(),
    },
  ])
  return {
    subject: 'mending_consent',
    subjectId: ended.id,
    detail: { connection: connectionId },
    action: 'mending.end_consent',
  }
}
