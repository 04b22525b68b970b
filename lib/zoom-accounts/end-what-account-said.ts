import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomGroups } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { endSubjects } from '../findings/end-subjects'

/**
 * The club reads this account of its own no more: what is said now of the account and of its groups
 * ends. None of it is mended.
 */
export async function endWhatAccountSaid(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<void> {
  const groups = await tx
    .select({ id: zoomGroups.id })
    .from(zoomGroups)
    .where(eq(zoomGroups.connectionId, connectionId))
  const end = {
    reason: 'left' as const,
    because: 'The club disconnected its own Zoom account.',
    auditId: null,
  }
  await endSubjects(tx, ctx, [connectionId], { ...end, subjectKind: 'account' })
  await endSubjects(
    tx,
    ctx,
    groups.map(({ id }) => id),
    { ...end, subjectKind: 'group' },
  )
}
