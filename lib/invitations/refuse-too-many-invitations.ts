import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { leftWithin, refuseBeyond } from '../trail/refuse-beyond'

const inviting = [
  'invitation.invite_member',
  'invitation.invite_coach',
  'invitation.resend',
] as const

/** Throws `too_many_attempts` where this organisation has mailed as many invitations as it may in a day. */
export const refuseTooManyInvitations = (tx: Tx, ctx: Context): Promise<void> =>
  refuseBeyond(
    tx,
    ctx,
    askingLimits.invitationsADay,
    { commands: inviting },
    `${ctx.organisation.name} has sent ${askingLimits.invitationsADay.count} invitations in a day, and no more can be sent for now. Try again tomorrow.`,
  )

/** How many more invitations this organisation may mail today. */
export const invitationsLeft = (tx: Tx, ctx: Context): Promise<number> =>
  leftWithin(tx, ctx, askingLimits.invitationsADay, { commands: inviting })

/** The same for mails to one person: one coach, or one invitation that is sent again. */
export const refuseTooManyToOne = (
  tx: Tx,
  ctx: Context,
  to: { coachId: string } | { invitationId: string },
): Promise<void> =>
  refuseBeyond(
    tx,
    ctx,
    askingLimits.invitationsToOneADay,
    'coachId' in to
      ? { commands: ['invitation.invite_coach'], detail: { coach: to.coachId } }
      : { commands: ['invitation.resend'], subjectId: to.invitationId },
    `They have been sent ${askingLimits.invitationsToOneADay.count} e-mails in a day. Ask them to look in their junk mail, or try again tomorrow.`,
  )
