import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { mailInvitation } from './mail-invitation'
import { refuseTooManyInvitations, refuseTooManyToOne } from './refuse-too-many-invitations'
import { withdrawCoachInvitations } from './withdraw-coach-invitations'
import { writeInvitation } from './write-invitation'

const input = z.object({ coachId: id })

const writeIt = command({
  name: 'invitation.invite_coach',
  permission: 'coach.manage',
  input,
  async run(tx, ctx, { coachId }) {
    await refuseTooManyInvitations(tx, ctx)
    await refuseTooManyToOne(tx, ctx, { coachId })
    const [coach] = await tx.select().from(coaches).where(eq(coaches.id, coachId)).for('update')
    if (!coach) throw notFound()
    if (coach.endsAt) throw conflict(`${coach.name} is no longer on the register.`)
    if (coach.userId) throw conflict(`${coach.name} has joined already.`)
    await withdrawCoachInvitations(tx, ctx, coachId)
    const { toMail, trail } = await writeInvitation(tx, ctx, {
      purpose: 'coach',
      email: coach.email,
      coachId,
    })
    return { result: toMail, trail: [{ ...trail, detail: { ...trail.detail, coach: coachId } }] }
  },
})

/**
 * Invites a coach of the register, by the address that stands there. Asked again, the invitation
 * before it is worthless and a new one is sent. Throws `conflict` where the coach has joined or has
 * left, `too_many_attempts`, `unavailable` where the invitation is made and the mail could not be sent.
 */
export async function inviteCoach(
  ctx: Context,
  invited: z.input<typeof input>,
): Promise<{ invitationId: string }> {
  const toMail = await writeIt(ctx, invited)
  await mailInvitation(ctx, toMail)
  return { invitationId: toMail.invitationId }
}
