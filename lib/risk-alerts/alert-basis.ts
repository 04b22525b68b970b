import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { newestAudit } from '../audits/newest-audit'
import { profileLabel } from '../core/profiles/profile-label'
import { effectiveProfile } from '../profiles/effective-profile'
import type { Judgement } from '../findings/verdict'

/**
 * What a result is written with that no audit gave: the newest one that the club has of the
 * connection, so that a reader knows what else was known at `readAt`.
 */
export async function alertBasis(
  tx: Tx,
  ctx: Context,
  { connectionId, coachId }: { connectionId: string; coachId: string },
  readAt: Date,
): Promise<Omit<Judgement, 'verdicts'>> {
  return {
    auditId: (await newestAudit(tx, connectionId)) ?? connectionId,
    connectionId,
    coachId,
    readAt,
    profile: profileLabel(await effectiveProfile(tx, ctx, ctx.now)),
  }
}
