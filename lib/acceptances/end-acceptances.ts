import { and, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import type { Context } from '../context'
import { liveAcceptances, type AcceptanceEndReason } from '../core/acceptances/acceptance'
import { endWords } from '../core/acceptances/end-words'
import type { WrittenNotice } from '../notices/written-notice'
import { appendEvent } from './append-event'
import { letGo } from './let-go'
import { tellOfAcceptance } from './tell-of-acceptance'

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
    .where(and(inArray(acceptances.id, [...ids]), inArray(acceptances.state, liveAcceptances)))
    .returning()
  const notices: WrittenNotice[] = []
  for (const acceptance of ended) {
    const why = endWords(reason)
    await appendEvent(tx, ctx, acceptance, { event: 'ended', by: null, why, at })
    await letGo(tx, acceptance)
    notices.push(...(await tellOfAcceptance(tx, ctx, acceptance.id, 'acceptance_ended', at)))
  }
  return notices
}
