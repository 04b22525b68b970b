import { and, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { erasures } from '#db/schema/rights'
import { command } from '../command'
import { conflict, notFound } from '../core/errors'
import { erasureAllows } from '../core/rights/erasure'
import { dueRemove } from '../jobs/due'

/**
 * Takes one's own request back, with each club that has not erased it yet. What went from one's own
 * record is gone. Throws `conflict` where there is nothing to take back.
 */
export const withdrawErasure = command({
  name: 'erasure.withdraw',
  permission: 'erasure.ask',
  input: z.object({}),
  async run(tx, ctx) {
    if (ctx.organisation.kind !== 'person') throw notFound()
    const [request] = await tx
      .update(erasures)
      .set({ state: 'withdrawn', decidedAt: ctx.now })
      .where(
        and(
          isNull(erasures.ofOrganisationId),
          isNull(erasures.coachId),
          inArray(erasures.state, [...erasureAllows.withdraw]),
        ),
      )
      .returning()
    if (!request) throw conflict('There is nothing to take back any more.')
    const found = await tx.execute<{ clubs: number }>(
      sql`select withdraw_erasure_requests() as clubs`,
    )
    await dueRemove(tx, 'erase-person', request.id)
    const detail = { clubs: found.rows[0]?.clubs ?? 0 }
    return {
      result: undefined,
      trail: [{ subject: 'erasure', subjectId: request.id, detail }],
    }
  },
})
