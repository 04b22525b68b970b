import { desc, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { clubAudits } from '#db/schema/audits'
import { profileLabel, effectiveProfile } from '../profiles/effective-profile'
import type { Judgement } from '../findings/verdict'

/**
 * What a result is written with that no audit gave: the newest one that the club has of the
 * connection, so that a reader knows what else was known at `readAt`.
 */
export async function alertBasis(
  tx: Tx,
  { connectionId, coachId }: { connectionId: string; coachId: string },
  readAt: Date,
): Promise<Omit<Judgement, 'verdicts'>> {
  const [newest] = await tx
    .select({ id: clubAudits.id })
    .from(clubAudits)
    .where(eq(clubAudits.connectionId, connectionId))
    .orderBy(desc(clubAudits.queuedAt))
    .limit(1)
  return {
    auditId: newest?.id ?? connectionId,
    connectionId,
    coachId,
    readAt,
    profile: profileLabel(effectiveProfile()),
  }
}
