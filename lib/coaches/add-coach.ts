import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { command } from '../command'
import { AppError, notFound } from '../core/errors'
import { newId } from '../ids'
import { carryNotCleared } from '../register/carry-not-cleared'
import { judgeTeamsNow } from '../register/judge-officers'
import { judgePersonNow } from '../register/judge-person'
import { deliverStatus } from '../roll-ups/deliver-status'
import { coachFields } from './coach-input'

/**
 * Puts a coach on the club's register. It links them to nobody: an invitation that they accept
 * does. Who was said to be not cleared before, under an entry that ended, is not cleared by it. Throws
 * `invalid_input` where the same name and address stand there already.
 */
export const addCoach = command({
  name: 'coach.add',
  permission: 'coach.manage',
  input: z.object(coachFields),
  async run(tx, ctx, input) {
    if (ctx.organisation.kind !== 'club') throw notFound()
    const same = and(eq(coaches.name, input.name), eq(coaches.email, input.email))
    if ((await tx.$count(coaches, and(same, isNull(coaches.endsAt)))) > 0) {
      const message = `${input.name} is on the register already, with this address.`
      throw new AppError('invalid_input', message, [{ field: 'name', message }])
    }
    const coachId = newId()
    await tx.insert(coaches).values({
      organisationId: ctx.organisation.id,
      id: coachId,
      ...input,
      startsAt: ctx.now,
    })
    const carried = await carryNotCleared(tx, ctx, [{ id: coachId, ...input, userId: null }])
    await judgePersonNow(tx, ctx, coachId)
    await judgeTeamsNow(tx, ctx)
    await deliverStatus(tx, ctx)
    return { result: { coachId }, trail: [{ subject: 'coach', subjectId: coachId }, ...carried] }
  },
})
