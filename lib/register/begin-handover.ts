import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { appointments } from '#db/schema/register'
import { command } from '../command'
import { endOfDay } from '../core/dates'
import { AppError, conflict, notFound } from '../core/errors'
import { appointmentState, isOfClub } from '../core/register/appointment'
import { id, newId } from '../ids'
import { deliverStatus } from '../roll-ups/deliver-status'
import { registerDay } from './appointment-input'
import { endOne } from './end-appointment'
import { judgeOfficersNow } from './judge-officers'
import { judgePersonNow } from './judge-person'
import { stillOnRegister } from './on-register'
import { recordRegisterEvent } from './record-event'
import { refuseTooManyOf } from './refuse-too-many'

/**
 * Somebody else is to take over a post of the whole club: it is offered to them from now on, and ends
 * for who has it on `lastDay`. Until then both have it, once the next one has said yes. Throws
 * `not_found`, `conflict` where the post is not held any more, or the next one has it already.
 */
export const beginHandover = command({
  name: 'appointment.hand_over',
  permission: 'appointment.offer',
  input: z.object({
    appointmentId: id,
    toCoachId: z.string().pipe(z.uuid('Choose who takes over.')),
    lastDay: z.string().pipe(registerDay),
  }),
  async run(tx, ctx, { appointmentId, toCoachId, lastDay }) {
    const [post] = await tx.select().from(appointments).where(eq(appointments.id, appointmentId))
    if (!post) throw notFound()
    const { role, coachId } = post
    if (!isOfClub(role) || appointmentState(post, ctx.now) !== 'held') {
      throw conflict('This role cannot be handed over. Look again.')
    }
    await stillOnRegister(tx, ctx, coachId)
    const next = await stillOnRegister(tx, ctx, toCoachId)
    if (coachId === toCoachId) throw wrong('toCoachId', 'Choose somebody else.')
    const endsAt = endOfDay(lastDay)
    if (endsAt <= ctx.now) throw wrong('lastDay', 'Choose today, or a day that is still to come.')
    await refuseTooManyOf(tx, ctx, 'appointment.offer', toCoachId)
    const by = ctx.actor.kind === 'user' ? ctx.actor : null
    const [offered] = await tx
      .insert(appointments)
      .values({
        ...{ organisationId: ctx.organisation.id, id: newId(), coachId: toCoachId, role },
        ...{ offeredAt: ctx.now, offeredBy: by?.userId ?? null, startsAt: ctx.now },
        ...{ offeredByName: by?.name ?? 'Touchline', takesOverFrom: appointmentId },
      })
      .onConflictDoNothing()
      .returning()
    if (!offered) throw conflict(`${next.name} has this role, or was asked already.`)
    const of = { coachId: toCoachId, subjectKind: 'appointment', subjectId: offered.id } as const
    await recordRegisterEvent(tx, ctx, of, 'offered', { role, takes_over: appointmentId })
    await endOne(tx, ctx, post, endsAt)
    await judgePersonNow(tx, ctx, coachId)
    await judgePersonNow(tx, ctx, toCoachId)
    await judgeOfficersNow(tx, ctx)
    await deliverStatus(tx, ctx)
    const detail = { role, coach: toCoachId, takes_over: appointmentId, last_day: lastDay }
    return {
      result: offered.id,
      trail: [{ subject: 'appointment', subjectId: offered.id, detail }],
    }
  },
})

const wrong = (field: string, message: string) =>
  new AppError('invalid_input', 'There is a problem with what was entered.', [{ field, message }])
