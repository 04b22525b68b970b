import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { eraseAt } from '../core/rights/answer-by'
import { id } from '../ids'
import { query } from '../query'
import { isHeld } from './held'
import { keptUntil } from './kept-until'

/**
 * Somebody on the register as an officer sees them who thinks of erasing or keeping: when it would be
 * erased if it were planned now. Throws `not_found`, for oneself as well.
 */
export const getLeaver = query({
  permission: 'erasure.decide',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }) {
    const me = actorUserId(ctx)
    const [row] = await tx.select().from(coaches).where(eq(coaches.id, coachId))
    if (ctx.organisation.kind !== 'club' || !row || me === null) throw notFound()
    if (await mayBeCoach(tx, coachId, me)) throw notFound()
    const asked = row.endsAt ? await keptUntil(tx, ctx, row.endsAt) : null
    return {
      ...{ name: row.name, left: row.endsAt !== null, held: await isHeld(tx, ctx, coachId) },
      erased: row.email === '' && row.userId === null,
      eraseAt: eraseAt('asked_by_officer', ctx.now, asked),
      /** Rules above have it kept for longer than the notice. */
      putOff: asked !== null && asked > eraseAt('asked_by_officer', ctx.now, null),
    }
  },
})
