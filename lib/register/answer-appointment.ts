import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { appointments } from '#db/schema/register'
import { command } from '../command'
import { actorUserId } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { deliverStatus } from '../roll-ups/deliver-status'
import { judgeOfficersNow } from './judge-officers'
import { judgePersonNow } from './judge-person'
import { recordRegisterEvent } from './record-event'

/**
 * Somebody says yes or no to a post that they were offered: themselves, by their own login, and
 * nobody for them. Throws `not_found` where it is not theirs, `conflict` where it was answered
 * already, taken back, or is over.
 */
export const answerAppointment = command({
  name: 'appointment.answer',
  permission: 'appointment.answer',
  input: z.object({
    appointmentId: id,
    answer: z.enum(['yes', 'no'], { error: 'Choose yes or no.' }),
  }),
  async run(tx, ctx, { appointmentId, answer }) {
    const [found] = await tx
      .select({ appointment: appointments, userId: coaches.userId })
      .from(appointments)
      .innerJoin(coaches, eq(coaches.id, appointments.coachId))
      .where(eq(appointments.id, appointmentId))
    const me = actorUserId(ctx)
    if (!found || me === null || found.userId !== me) throw notFound()
    const { coachId, role } = found.appointment
    const [answered] = await tx
      .update(appointments)
      .set(answer === 'yes' ? { acceptedAt: ctx.now } : { declinedAt: ctx.now })
      .where(
        and(
          eq(appointments.id, appointmentId),
          isNull(appointments.acceptedAt),
          isNull(appointments.declinedAt),
          isNull(appointments.withdrawnAt),
          or(isNull(appointments.endsAt), gt(appointments.endsAt, ctx.now)),
        ),
      )
      .returning()
    if (!answered) throw conflict('This was answered already, or taken back. Look again.')
    const event = answer === 'yes' ? 'accepted' : 'declined'
    const of = { coachId, subjectKind: 'appointment', subjectId: appointmentId } as const
    await recordRegisterEvent(tx, ctx, of, event, { role })
    await judgePersonNow(tx, ctx, coachId)
    await judgeOfficersNow(tx, ctx)
    await deliverStatus(tx, ctx)
    const detail = { role, answer }
    return {
      result: undefined,
      trail: [{ subject: 'appointment', subjectId: appointmentId, detail }],
    }
  },
})
