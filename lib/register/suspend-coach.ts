import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { suspensions } from '#db/schema/register'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import { command } from '../command'
import { actorUserId } from '../context'
import { conflict, notFound } from '../core/errors'
import { id, newId } from '../ids'
import { stillOnRegister } from './on-register'

/**
 * Says that somebody is not cleared to start, or to go on. Nobody writes down why, here or anywhere
 * in Touchline. Never of oneself. Throws `not_found`, `conflict` where it was said already.
 */
export const suspendCoach = command({
  name: 'coach.suspend',
  permission: 'coach.suspend',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }) {
    const person = await stillOnRegister(tx, ctx, coachId)
    if (ctx.actor.kind !== 'user') throw notFound()
    const { userId, name } = ctx.actor
    if (await mayBeCoach(tx, person.id, userId))
      throw conflict('This is about you. Somebody else has to say it.')
    const [suspended] = await tx
      .insert(suspensions)
      .values({
        ...{ organisationId: ctx.organisation.id, id: newId(), coachId },
        ...{ startsAt: ctx.now, startedBy: userId, startedByName: name },
      })
      .onConflictDoNothing()
      .returning()
    if (!suspended) throw conflict('Somebody has said this already.')
    return { result: undefined, trail: [{ subject: 'coach', subjectId: coachId }] }
  },
})

/** Says that somebody is cleared again. Never of oneself. Throws `conflict` where they are already. */
export const clearCoach = command({
  name: 'coach.clear',
  permission: 'coach.suspend',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }) {
    const person = await stillOnRegister(tx, ctx, coachId)
    const me = actorUserId(ctx)
    if (ctx.actor.kind !== 'user' || me === null) throw notFound()
    if (await mayBeCoach(tx, person.id, me))
      throw conflict('This is about you. Somebody else has to say it.')
    const [ended] = await tx
      .update(suspensions)
      .set({ endsAt: ctx.now, endedBy: me, endedByName: ctx.actor.name })
      .where(and(eq(suspensions.coachId, coachId), isNull(suspensions.endsAt)))
      .returning()
    if (!ended) throw conflict('They are cleared already.')
    return { result: undefined, trail: [{ subject: 'coach', subjectId: coachId }] }
  },
})
