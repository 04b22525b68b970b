import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { erasures } from '#db/schema/rights'
import { command } from '../command'
import type { Context } from '../context'
import { nextDailyAt } from '../core/daily'
import { keptMonths } from '../core/retention/classes'
import { eraseAt, monthsLater } from '../core/rights/answer-by'
import { id, newId } from '../ids'
import { dueAdd, dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { effectiveProfile } from '../profiles/effective-profile'
import { keptLongEnough } from './kept-long-enough'
import { tellOfErasure } from './tell-of-erasure'

/** In one go: the rest has its turn tomorrow. */
const rows_max = 5_000

const keep = command({
  name: 'record.keep',
  permission: 'erasure.work',
  input: z.object({ clubId: id, token: id }),
  async run(tx, ctx, { clubId, token }) {
    const { retention } = await effectiveProfile(tx, ctx, ctx.now)
    const planned = await planLeavers(tx, ctx, keptMonths('people_left', retention))
    const before = (months: number) => monthsLater(ctx.now, -months).toISOString()
    const found = await tx.execute<{ readings: number; addresses: number }>(sql`
      select erase_old_readings(${before(keptMonths('readings', retention))}, ${rows_max})
        as readings,
      erase_old_addresses(${before(keptMonths('addresses', retention))}, ${rows_max}) as addresses`)
    await dueFinish(
      ...([tx, 'keep-records', clubId, token] as const),
      nextDailyAt(`keep:${clubId}`, ctx.now),
    )
    const detail = { planned, ...found.rows[0] }
    return { result: undefined, trail: [{ subject: 'organisation', subjectId: clubId, detail }] }
  },
})

/**
 * Erases what a club has kept for as long as its rules say, and plans, thirty days ahead, what is to be
 * erased of people who left. Nothing of somebody on whom a hold is. Once a day.
 */
export const keepRecords = (ctx: Context, clubId: string, { token }: Lease): Promise<void> =>
  keep(ctx, { clubId, token })

async function planLeavers(tx: Tx, ctx: Context, months: number): Promise<number> {
  const at = eraseAt('retention', ctx.now, null)
  const due = await keptLongEnough(tx, ctx, monthsLater(at, -months), rows_max)
  let told = false
  for (const { coachId } of due) {
    const [planned] = await tx
      .insert(erasures)
      .values({
        ...{ organisationId: ctx.organisation.id, id: newId(), coachId, origin: 'retention' },
        ...{ askedAt: ctx.now, state: 'planned', eraseAt: at },
      })
      .onConflictDoNothing()
      .returning()
    if (!planned) continue
    await dueAdd(tx, 'erase-person', planned.id, at)
    // One mail for all of them: it leads to the list.
    if (!told) await tellOfErasure(tx, ctx, planned.id, 'erasure_planned')
    told = true
  }
  return due.length
}
