import { z } from 'zod'
import { command } from '../command'
import type { Context } from '../context'
import { id } from '../ids'
import { dueRemove } from '../jobs/due'
import { changeWaiting } from './change-invitation'
import { invitationExpiry, issueToken } from './invitation-token'
import { mailInvitation } from './mail-invitation'
import { refuseTooManyInvitations, refuseTooManyToOne } from './refuse-too-many-invitations'

const input = z.object({ invitationId: id })

const renew = command({
  name: 'invitation.resend',
  // Which of them may send this one depends on what it is for: `changeWaiting` looks.
  permission: 'membership.invite',
  input,
  async run(tx, ctx, { invitationId }) {
    await refuseTooManyInvitations(tx, ctx)
    await refuseTooManyToOne(tx, ctx, { invitationId })
    const expiresAt = invitationExpiry(ctx.now)
    const change = { expiresAt, mailPending: false }
    const invitation = await changeWaiting(tx, ctx, invitationId, change)
    await dueRemove(tx, 'mail-invitation', invitationId)
    const token = await issueToken(tx, invitationId, expiresAt)
    const { purpose, email, clubName, role } = invitation
    return {
      result: { invitationId, token, expiresAt, purpose, email, clubName, role },
      trail: [{ subject: 'invitation', subjectId: invitationId }],
    }
  },
})

/**
 * Sends an invitation again, with a new link and new 14 days; the link before it is worthless.
 * Throws `conflict` where it is no longer waiting, `too_many_attempts`, `unavailable` where the mail could not be sent.
 */
export async function resendInvitation(ctx: Context, which: z.input<typeof input>): Promise<void> {
  await mailInvitation(ctx, await renew(ctx, which))
}
