import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomGroups } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { absences } from '../core/absences'
import { endSubjects } from '../findings/end-subjects'

/**
 * Ends what is said of groups that the account's list no longer has. Returns those that are there,
 * or were missing only once.
 */
export async function endGroups(
  tx: Tx,
  ctx: Context,
  auditId: string,
  connectionId: string,
): Promise<string[]> {
  const groups = await tx.select().from(zoomGroups).where(eq(zoomGroups.connectionId, connectionId))
  const isGone = ({ missingCount }: (typeof groups)[number]) => missingCount >= absences
  await endSubjects(
    tx,
    ctx,
    groups.filter(isGone).map(({ id }) => id),
    {
      subjectKind: 'group',
      reason: 'removed',
      because: 'The group is no longer in the Zoom account.',
      auditId,
    },
  )
  return groups.filter((group) => !isGone(group)).map(({ id }) => id)
}
