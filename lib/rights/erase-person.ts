import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { erasures } from '#db/schema/rights'
import { command } from '../command'
import type { Context } from '../context'
import { day_ms } from '../core/durations'
import { deleteReadyPacks } from '../evidence-packs/delete-ready-packs'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { finishOwnErasureSoon } from './finish-own-erasure'
import { tellOfErasure } from './tell-of-erasure'

const erase = command({
  name: 'erasure.done',
  permission: 'erasure.work',
  input: z.object({ erasureId: id, token: id, next: z.date() }),
  async run(tx, ctx, { erasureId, token, next }) {
    const found = await tx.execute<{ erased: object | null }>(
      sql`select erase_person(${erasureId}::uuid) as erased`,
    )
    const erased = found.rows[0]?.erased ?? null
    const packs = erased ? await deleteReadyPacks(tx, ctx) : 0
    if (erased) {
      await tellOfErasure(tx, ctx, erasureId, 'erasure_answered')
      await tx.execute(sql`select deliver_erasure(${erasureId}::uuid)`)
    }
    const [row] = await tx.select().from(erasures).where(eq(erasures.id, erasureId))
    if (row?.state === 'waiting') await tellOfErasure(tx, ctx, erasureId, 'erasure_asked')
    const { eraseAt } = row ?? {}
    // A hold may have come in between, or they came back: looked at again each day.
    const again = row?.state === 'planned' && eraseAt ? (eraseAt > ctx.now ? eraseAt : next) : null
    await dueFinish(tx, 'erase-person', erasureId, token, again)
    return {
      result: undefined,
      trail: [{ subject: 'erasure', subjectId: erasureId, detail: { ...erased, packs } }],
    }
  },
})

/**
 * Carries out what is planned, where nothing stands in its way: at a club, of somebody who was on its
 * register; in a person's own record, its rest once no club needs their sign-in. Of a request that is new,
 * the club's officers are told.
 */
export async function erasePerson(ctx: Context, erasureId: string, lease: Lease): Promise<void> {
  const next = new Date(ctx.now.getTime() + day_ms)
  if (ctx.organisation.kind === 'person') {
    return finishOwnErasureSoon(ctx, erasureId, lease, next)
  }
  await erase(ctx, { erasureId, token: lease.token, next })
}
