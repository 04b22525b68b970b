import { z } from 'zod'
import { appointments } from '#db/schema/register'
import { command } from '../command'
import { AppError, conflict } from '../core/errors'
import { endOfDay } from '../core/dates'
import { id, newId } from '../ids'
import { deliverStatus } from '../roll-ups/deliver-status'
import { appointmentFields } from './appointment-input'
import { judgeOfficersNow } from './judge-officers'
import { judgePersonNow } from './judge-person'
import { stillOnRegister } from './on-register'
import { recordRegisterEvent } from './record-event'
import { refuseTooManyOf } from './refuse-too-many'

/**
 * Offers somebody on the register a post. It is theirs when they say yes to it themselves; who does
 * not sign in yet is invited first. Others may have the same post, so that one can hand it to the
 * next. Returns its id. Throws `not_found`, `conflict` where they have left or have it already, `too_many_attempts`.
 */
export const offerAppointment = command({
  name: 'appointment.offer',
  permission: 'appointment.offer',
  input: z.object({ coachId: id }).and(appointmentFields),
  async run(tx, ctx, { coachId, role, team, startsOn, endsOn }) {
    await stillOnRegister(tx, ctx, coachId)
    await refuseTooManyOf(tx, ctx, 'appointment.offer', coachId)
    const startsAt = startsOn ? new Date(`${startsOn}T00:00:00Z`) : ctx.now
    const endsAt = endsOn ? endOfDay(endsOn) : null
    if (endsAt && endsAt <= startsAt) throw invalidEnd('The last day is before the first.')
    if (endsAt && endsAt <= ctx.now) throw invalidEnd('Choose a day that is still to come.')
    const by = ctx.actor.kind === 'user' ? ctx.actor : null
    const [offered] = await tx
      .insert(appointments)
      .values({
        ...{ organisationId: ctx.organisation.id, id: newId(), coachId, role, team },
        ...{ offeredAt: ctx.now, offeredBy: by?.userId ?? null },
        ...{ offeredByName: by?.name ?? 'Touchline', startsAt, endsAt },
      })
      .onConflictDoNothing()
      .returning()
    if (!offered) throw conflict('They have this role, or were asked already. Look again.')
    const of = { coachId, subjectKind: 'appointment', subjectId: offered.id } as const
    await recordRegisterEvent(tx, ctx, of, 'offered', { role })
    await judgePersonNow(tx, ctx, coachId)
    await judgeOfficersNow(tx, ctx)
    await deliverStatus(tx, ctx)
    const detail = { role, coach: coachId }
    return {
      result: offered.id,
      trail: [{ subject: 'appointment', subjectId: offered.id, detail }],
    }
  },
})

const invalidEnd = (message: string) =>
  new AppError('invalid_input', 'There is a problem with what was entered.', [
    { field: 'endsOn', message },
  ])
