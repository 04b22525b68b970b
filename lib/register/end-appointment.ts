import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { appointments } from '#db/schema/register'
import { command } from '../command'
import type { Context } from '../context'
import { endOfDay } from '../core/dates'
import { AppError, conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { deliverStatus } from '../roll-ups/deliver-status'
import { registerDay } from './appointment-input'
import { judgeOfficersNow } from './judge-officers'
import { judgePersonNow } from './judge-person'
import type { Appointment } from './known-person'
import { recordRegisterEvent } from './record-event'

/**
 * Says when somebody has a post no more: now, or on a day to come, until when it may be handed over.
 * One that was not answered is taken back. Throws `not_found`, `conflict` where it is over already.
 */
export const endAppointment = command({
  name: 'appointment.end',
  permission: 'appointment.offer',
  input: z.object({ appointmentId: id, lastDay: registerDay.nullable().default(null) }),
  async run(tx, ctx, { appointmentId, lastDay }) {
    const [post] = await tx.select().from(appointments).where(eq(appointments.id, appointmentId))
    if (!post) throw notFound()
    const endsAt = lastDay ? endOfDay(lastDay) : ctx.now
    if (endsAt < ctx.now) {
      throw new AppError('invalid_input', 'There is a problem with what was entered.', [
        { field: 'lastDay', message: 'Choose today, or a day that is still to come.' },
      ])
    }
    await endOne(tx, ctx, post, endsAt)
    await judgePersonNow(tx, ctx, post.coachId)
    await judgeOfficersNow(tx, ctx)
    await deliverStatus(tx, ctx)
    const detail = { role: post.role, ends_at: endsAt.toISOString() }
    return {
      result: undefined,
      trail: [{ subject: 'appointment', subjectId: appointmentId, detail }],
    }
  },
})

/** Ends one post, or takes back one that was not answered. Throws `conflict` where it is over. */
export async function endOne(tx: Tx, ctx: Context, post: Appointment, endsAt: Date): Promise<void> {
  // A post that is not theirs yet cannot end after it began: it ends as it begins.
  const end = endsAt < post.startsAt ? post.startsAt : endsAt
  const taken = post.acceptedAt === null || endsAt < post.startsAt
  const [ended] = await tx
    .update(appointments)
    .set(post.acceptedAt === null ? { withdrawnAt: ctx.now } : { endsAt: end })
    .where(
      and(
        eq(appointments.id, post.id),
        isNull(appointments.declinedAt),
        isNull(appointments.withdrawnAt),
        or(isNull(appointments.endsAt), gt(appointments.endsAt, ctx.now)),
        post.acceptedAt === null ? isNull(appointments.acceptedAt) : undefined,
      ),
    )
    .returning()
  if (!ended) throw conflict('This role is over already. Look again.')
  const of = { coachId: post.coachId, subjectKind: 'appointment', subjectId: post.id } as const
  const basis = { role: post.role, ends_at: end.toISOString() }
  await recordRegisterEvent(tx, ctx, of, taken ? 'withdrawn' : 'end_set', basis)
}

/** Ends what somebody has, or is asked to have, as they leave the register. */
export async function endAppointmentsOf(tx: Tx, ctx: Context, coachId: string): Promise<void> {
  const posts = await tx
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.coachId, coachId),
        isNull(appointments.declinedAt),
        isNull(appointments.withdrawnAt),
        or(isNull(appointments.endsAt), gt(appointments.endsAt, ctx.now)),
      ),
    )
  for (const post of posts) await endOne(tx, ctx, post, ctx.now)
  if (posts.length > 0) await judgeOfficersNow(tx, ctx)
}
