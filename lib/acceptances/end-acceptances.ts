import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import { findings } from '#db/schema/results'
import type { Context } from '../context'
import type { AcceptanceEndReason } from '../core/acceptances/acceptance'
import { endWords } from '../core/acceptances/end-words'
import { dueRemove } from '../jobs/due'
import type { WrittenNotice } from '../notices/written-notice'
import { appendEvent } from './append-event'
import { tellOfAcceptance } from './tell-of-acceptance'

/** States in which it can still end. */
export const live = ['requested', 'approved'] as const

/**
 * Ends these by themselves, for one reason, with history, evidence and news; what has ended already
 * is left as it is. `at` is when it was so. To be called in the transaction that finds it to be so.
 */
export async function endAcceptances(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
  reason: AcceptanceEndReason,
  at: Date,
): Promise<readonly WrittenNotice[]> {
  if (ids.length === 0) return []
  const ended = await tx
    .update(acceptances)
    .set({ state: 'ended', endedAt: at, endReason: reason })
    .where(and(inArray(acceptances.id, [...ids]), inArray(acceptances.state, [...live])))
    .returning()
  const notices: WrittenNotice[] = []
  for (const acceptance of ended) {
    const why = endWords(reason)
    await appendEvent(tx, ctx, acceptance, { event: 'ended', by: null, why, at })
    await tx
      .update(findings)
      .set({ acceptanceId: null, acceptedUntil: null })
      .where(eq(findings.acceptanceId, acceptance.id))
    await dueRemove(tx, 'acceptance', acceptance.id)
    if (acceptance.aboveId) {
      await tx.execute(sql`select deliver_acceptance(${acceptance.id}::uuid)`)
    }
    notices.push(...(await tellOfAcceptance(tx, ctx, acceptance.id, 'acceptance_ended', at)))
  }
  return notices
}
