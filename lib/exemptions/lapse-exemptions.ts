import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { exemptions } from '#db/schema/exemptions'
import type { Context } from '../context'
import { untilOf } from '../core/exemptions/term-of'
import type { Profile } from '../core/profiles/profile'
import { appendEvent } from './append-event'
import { letGo } from './let-go'

/**
 * Writes down that what was said to be exempt counts no more, as of its day: it stopped counting
 * then, whoever noticed. To be called where the club is judged again.
 */
export async function lapseExemptions(
  tx: Tx,
  ctx: Context,
  { exempt = [] }: Profile,
): Promise<number> {
  const live = inArray(exemptions.state, ['waiting', 'in_force'])
  const rows = await tx.select().from(exemptions).where(live).for('update')
  const over = rows.filter((row) => untilOf(row, exempt) <= ctx.now)
  for (const row of over) {
    const at = untilOf(row, exempt)
    await tx
      .update(exemptions)
      .set({ state: 'lapsed', endedAt: at })
      .where(and(eq(exemptions.id, row.id), live))
    // Nobody makes one lapse, whoever was there when it was noticed.
    await appendEvent(tx, ctx, row, { event: 'lapsed', by: null, at })
    await letGo(tx, row)
  }
  return over.length
}
