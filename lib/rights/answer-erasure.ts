import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import type { coaches } from '#db/schema/coaches'
import { erasures } from '#db/schema/rights'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { eraseAt } from '../core/rights/answer-by'
import { erasureAllows, keptReasons, type ErasureAction } from '../core/rights/erasure'
import { id } from '../ids'
import { dueAdd, dueRemove } from '../jobs/due'
import { isHeld } from './held'
import { keptUntil } from './kept-until'
import { decidedAbout } from './not-about-oneself'
import { refuseNotCleared } from './not-cleared'
import { heldMessage } from './plan-erasure'
import { tellOfErasure } from './tell-of-erasure'

type Coach = typeof coaches.$inferSelect
type By = { userId: string; name: string }

/**
 * Says yes to somebody's request: it is erased after a week, and not before the rules above allow.
 * Throws `not_found`, `conflict` where they have not left, a hold is on them, they are not cleared, it is answered already, or
 * it is about oneself.
 */
export const agreeToErase = command({
  name: 'erasure.agree',
  permission: 'erasure.decide',
  input: z.object({ erasureId: id }),
  async run(tx, ctx, { erasureId }) {
    const { row, by } = await about(tx, ctx, erasureId)
    if (!row.endsAt) throw conflict(`${row.name} is still on the list. Take them off it first.`)
    if (await isHeld(tx, ctx, row.id)) throw conflict(heldMessage)
    await refuseNotCleared(tx, row.id)
    const at = eraseAt('asked_by_person', ctx.now, await keptUntil(tx, ctx, row.endsAt))
    await decide(tx, ctx, erasureId, 'answer', by, { state: 'planned', eraseAt: at })
    await dueAdd(tx, 'erase-person', erasureId, at)
    const detail = { erase_at: at.toISOString() }
    return {
      result: undefined,
      trail: [{ subject: 'erasure', subjectId: erasureId, detail }],
    }
  },
})

/**
 * Says that the club keeps it, and why, in a word that the law knows: to a request, or to stop what was
 * planned. Throws `not_found`, `conflict` where it is too late, or it is about oneself.
 */
export const keepInstead = command({
  name: 'erasure.keep',
  permission: 'erasure.decide',
  input: z.object({
    erasureId: id,
    because: z.enum(keptReasons, 'Choose why the club has to keep it.'),
  }),
  async run(tx, ctx, { erasureId, because }) {
    const { by, state } = await about(tx, ctx, erasureId)
    const action = state === 'planned' ? 'stop' : 'answer'
    await decide(tx, ctx, erasureId, action, by, {
      ...{ state: 'kept', keptBecause: because, eraseAt: null },
    })
    await dueRemove(tx, 'erase-person', erasureId)
    return {
      result: undefined,
      trail: [{ subject: 'erasure', subjectId: erasureId, detail: { because } }],
    }
  },
})

async function about(
  tx: Tx,
  ctx: Context,
  erasureId: string,
): Promise<{ row: Coach; by: By; state: (typeof erasures.$inferSelect)['state'] }> {
  const [found] = await tx.select().from(erasures).where(eq(erasures.id, erasureId))
  if (!found?.coachId) throw notFound()
  return { ...(await decidedAbout(tx, ctx, found.coachId)), state: found.state }
}

async function decide(
  tx: Tx,
  ctx: Context,
  erasureId: string,
  action: ErasureAction,
  by: By,
  to: Partial<typeof erasures.$inferInsert>,
): Promise<void> {
  const [decided] = await tx
    .update(erasures)
    .set({ ...to, decidedAt: ctx.now, decidedBy: by.userId, decidedByName: by.name })
    .where(and(eq(erasures.id, erasureId), inArray(erasures.state, [...erasureAllows[action]])))
    .returning()
  if (!decided) throw conflict('Somebody has decided this already, or it was taken back.')
  await tellOfErasure(tx, ctx, erasureId, 'erasure_answered')
  await tx.execute(sql`select deliver_erasure(${erasureId}::uuid)`)
}
