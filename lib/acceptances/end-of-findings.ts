import { and, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import type { Context } from '../context'
import { liveAcceptances, type AcceptanceEndReason } from '../core/acceptances/acceptance'
import { endAcceptances } from './end-acceptances'

/**
 * Ends the acceptances of findings that are about to close for this reason: they match nothing any
 * more, and say so. To be called before the findings close.
 */
export async function endOfFindings(
  tx: Tx,
  ctx: Context,
  findingIds: readonly string[],
  reason: string,
  at: Date,
): Promise<void> {
  if (findingIds.length === 0) return
  const rows = await tx
    .select({ id: acceptances.id })
    .from(acceptances)
    .where(
      and(
        inArray(acceptances.findingId, [...findingIds]),
        inArray(acceptances.state, liveAcceptances),
      ),
    )
  const ids = rows.map((row) => row.id)
  await endAcceptances(tx, ctx, ids, endReasonOf(reason), at)
}

function endReasonOf(closeReason: string): AcceptanceEndReason {
  if (closeReason === 'mended' || closeReason === 'stated') return 'mended'
  return closeReason === 'rule_withdrawn' ? 'rule_withdrawn' : 'subject_gone'
}
