import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { monthsLater } from '../core/rights/answer-by'
import { effectiveProfile } from '../profiles/effective-profile'

/**
 * Until when rules above have a club keep somebody who left at that moment; null where they do not say.
 * The usual period binds nobody who is asked to erase sooner.
 */
export async function keptUntil(tx: Tx, ctx: Context, leftAt: Date): Promise<Date | null> {
  const months = (await effectiveProfile(tx, ctx, ctx.now)).retention?.people_left
  return months === undefined ? null : monthsLater(leftAt, months)
}
