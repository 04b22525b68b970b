import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { monthsLater } from '../core/rights/answer-by'
import { rulesAbove } from '../profiles/open-draft'
import { rulesKnown } from '../profiles/rules-known'

/**
 * Until when rules above have a club keep somebody who left at that moment; null where they do not say.
 * Neither the usual period nor one that the club itself chose binds anybody who is asked to erase sooner:
 * else a club could say yes and put it off for as long as it likes.
 */
export async function keptUntil(tx: Tx, ctx: Context, leftAt: Date): Promise<Date | null> {
  const months = rulesAbove(ctx, await rulesKnown(tx, ctx))?.retention?.people_left
  return months === undefined ? null : monthsLater(leftAt, months)
}
