import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { invitations } from '#db/schema/organisations'
import { command } from '../command'
import type { Context } from '../context'
import { emailAddress } from '../core/email'
import { AppError } from '../core/errors'
import { isPost, postsOf, type Post } from '../core/posts'
import { mailInvitation } from './mail-invitation'
import { refuseTooManyInvitations } from './refuse-too-many-invitations'
import { writeInvitation } from './write-invitation'

const input = z.object({
  email: emailAddress,
  /** Null where nothing was chosen. */
  role: z.custom<Post | null>((role) => typeof role === 'string' && isPost(role), {
    error: 'Choose what they are to do here.',
  }),
})

const writeIt = command({
  name: 'invitation.invite_member',
  permission: 'membership.invite',
  input,
  async run(tx, ctx, { email, role }) {
    await refuseTooManyInvitations(tx, ctx)
    const here: readonly Post[] = postsOf[ctx.organisation.kind]
    if (!role || !here.includes(role))
      throw problem('role', 'There is no such post here. Choose another.')
    const waiting = await tx.$count(
      invitations,
      and(
        eq(invitations.purpose, 'member'),
        eq(invitations.email, email),
        eq(invitations.role, role),
        eq(invitations.state, 'sent'),
        gt(invitations.expiresAt, ctx.now),
      ),
    )
    if (waiting > 0) {
      throw problem('email', 'They have been invited already. You can send that invitation again.')
    }
    const { toMail, trail } = await writeInvitation(tx, ctx, { purpose: 'member', email, role })
    return { result: toMail, trail: [trail] }
  },
})

/**
 * Invites somebody by mail to a post here. Throws `invalid_input`, `too_many_attempts`, and `unavailable` where the
 * invitation is made and the mail could not be sent.
 */
export async function inviteMember(
  ctx: Context,
  invited: z.input<typeof input>,
): Promise<{ invitationId: string }> {
  const toMail = await writeIt(ctx, invited)
  await mailInvitation(ctx, toMail)
  return { invitationId: toMail.invitationId }
}

const problem = (field: string, message: string) =>
  new AppError('invalid_input', 'There is a problem with what was entered.', [{ field, message }])
