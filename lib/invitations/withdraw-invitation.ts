import { z } from 'zod'
import { command } from '../command'
import { id } from '../ids'
import { changeWaiting } from './change-invitation'
import { withdrawToken } from './invitation-token'

/** Takes an invitation back: its link is worthless. Throws `conflict` where it is no longer waiting. */
export const withdrawInvitation = command({
  name: 'invitation.withdraw',
  // Which of them may take this one back depends on what it is for: `changeWaiting` looks.
  permission: 'membership.invite',
  input: z.object({ invitationId: id }),
  async run(tx, ctx, { invitationId }) {
    await changeWaiting(tx, ctx, invitationId, { state: 'withdrawn' })
    await withdrawToken(tx, invitationId, ctx.now)
    return { result: undefined, trail: [{ subject: 'invitation', subjectId: invitationId }] }
  },
})
