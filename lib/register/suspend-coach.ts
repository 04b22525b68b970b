import { and, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { suspensions } from '#db/schema/register'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import { command } from '../command'
import { actorUserId } from '../context'
import { conflict, notFound } from '../core/errors'
import { id, newId } from '../ids'
import { isAbout, notClearedHere, type NotCleared } from './carry-not-cleared'
import { stillOnRegister } from './on-register'
import { tellNotCleared } from './tell-not-cleared'

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
    await tellNotCleared(tx, ctx, coachId)
    return { result: undefined, trail: [{ subject: 'coach', subjectId: coachId }] }
  },
})

/**
 * Says that somebody is cleared again, under this entry and every one of theirs that ended. Never of
 * oneself. Throws `conflict` where they are already.
 */
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
    const standing = await notClearedHere(tx)
    if (!standing.some((each) => each.coachId === coachId)) {
      throw conflict('They are cleared already.')
    }
    const ended = await tx
      .update(suspensions)
      .set({ endsAt: ctx.now, endedBy: me, endedByName: ctx.actor.name })
      .where(and(inArray(suspensions.coachId, oneAndTheSame(standing, person)), isStanding))
      .returning({ coachId: suspensions.coachId })
    // Of two who clear at once, the second has waited and finds nothing left.
    if (!ended.some((each) => each.coachId === coachId)) throw conflict('They are cleared already.')
    return { result: undefined, trail: [{ subject: 'coach', subjectId: coachId }] }
  },
})

const isStanding = isNull(suspensions.endsAt)

/** The row, and those that ended of which the same was said: by name, or because it was carried on. */
function oneAndTheSame(
  standing: readonly NotCleared[],
  person: Parameters<typeof isAbout>[1],
): string[] {
  const ids = [person.id]
  for (const coachId of ids) {
    const from = standing.find((each) => each.coachId === coachId)?.carriedFrom
    if (from && !ids.includes(from)) ids.push(from)
  }
  const ended = standing.filter(({ row }) => row.endsAt !== null)
  const same = ended.filter((each) => ids.includes(each.coachId) || isAbout(each, person))
  return [person.id, ...same.map(({ coachId }) => coachId)]
}
