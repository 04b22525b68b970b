import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { invitations } from '#db/schema/organisations'
import { command } from '../command'
import type { Context } from '../context'
import { emailAddress } from '../core/email'
import { AppError, notFound } from '../core/errors'
import { plainName } from '../core/plain-name'
import { mailInvitation } from './mail-invitation'
import { writeInvitation } from './write-invitation'

const input = z.object({
  clubName: plainName('Enter the name of the club.'),
  email: emailAddress,
})

const writeIt = command({
  name: 'invitation.invite_club',
  permission: 'club.invite',
  input,
  async run(tx, ctx, { clubName, email }) {
    if (ctx.organisation.kind !== 'governing_body') throw notFound()
    const waiting = await tx.$count(
      invitations,
      and(
        eq(invitations.purpose, 'club'),
        eq(invitations.clubName, clubName),
        eq(invitations.email, email),
        eq(invitations.state, 'sent'),
        gt(invitations.expiresAt, ctx.now),
      ),
    )
    if (waiting > 0) {
      const message = 'This club has been invited already. You can send that invitation again.'
      throw new AppError('invalid_input', message, [{ field: 'clubName', message }])
    }
    const { toMail, trail } = await writeInvitation(tx, ctx, { purpose: 'club', email, clubName })
    return { result: toMail, trail: [trail] }
  },
})

/**
 * A governing body invites a club: whoever accepts founds it, and is its first welfare officer.
 * Throws `unavailable` where the invitation is made and the mail could not be sent.
 */
export async function inviteClub(
  ctx: Context,
  invited: z.input<typeof input>,
): Promise<{ invitationId: string }> {
  const toMail = await writeIt(ctx, invited)
  await mailInvitation(ctx, toMail)
  return { invitationId: toMail.invitationId }
}
