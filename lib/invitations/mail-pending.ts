import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { invitations } from '#db/schema/organisations'
import { command } from '../command'
import type { Context } from '../context'
import { day_ms, minute_ms } from '../core/durations'
import { isAppError } from '../core/errors'
import { id } from '../ids'
import { dueAdd, dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { invitationExpiry, issueToken } from './invitation-token'
import { mailInvitation, type ToMail } from './mail-invitation'

/** For how long a mail that could not be sent is tried again, and how soon at first. */
const trying_ms = 3 * day_ms
const again_ms = 5 * minute_ms

const take = command({
  name: 'invitation.mail',
  permission: 'invitation.work',
  input: z.object({ invitationId: id, token: z.string() }),
  async run(tx, ctx, { invitationId, token: lease }) {
    await dueFinish(tx, 'mail-invitation', invitationId, lease, null)
    const of = eq(invitations.id, invitationId)
    const [there] = await tx.select().from(invitations).where(of).for('update')
    let toMail: (ToMail & { createdAt: Date }) | null = null
    if (there?.state === 'sent' && there.mailPending) {
      const expiresAt = invitationExpiry(ctx.now)
      await tx.update(invitations).set({ expiresAt }).where(of)
      const token = await issueToken(tx, invitationId, expiresAt)
      const { purpose, email, role, clubName, createdAt } = there
      toMail = { invitationId, token, expiresAt, purpose, email, role, clubName, createdAt }
    }
    const detail = { mailed: toMail !== null }
    return { result: toMail, trail: [{ subject: 'invitation', subjectId: invitationId, detail }] }
  },
})

const settle = command({
  name: 'invitation.mailed',
  permission: 'invitation.work',
  input: z.object({ invitationId: id, againAt: z.date().nullable(), sent: z.boolean() }),
  async run(tx, _ctx, { invitationId, againAt, sent }) {
    const of = eq(invitations.id, invitationId)
    if (sent) await tx.update(invitations).set({ mailPending: false }).where(of)
    if (againAt) await dueAdd(tx, 'mail-invitation', invitationId, againAt)
    return { result: undefined, trail: [{ subject: 'invitation', subjectId: invitationId }] }
  },
})

/**
 * Mails one of many invitations. What is due ends before the mail goes out, so that nobody is mailed
 * twice, with one link that works and one that does not: of a worker that dies in between the
 * invitation stays marked as not mailed, and its officer can send it again. A mail server that does
 * not answer is tried again with longer and longer waits, for about three days.
 */
export async function mailPending(ctx: Context, invitationId: string, lease: Lease): Promise<void> {
  const toMail = await take(ctx, { invitationId, token: lease.token })
  if (!toMail) return
  try {
    await mailInvitation(ctx, toMail)
  } catch (error) {
    if (!isAppError(error, 'unavailable')) throw error
    const age_ms = ctx.now.getTime() - toMail.createdAt.getTime()
    const againAt = new Date(ctx.now.getTime() + Math.max(again_ms, age_ms))
    const gaveUp = age_ms > trying_ms
    return settle(ctx, { invitationId, sent: false, againAt: gaveUp ? null : againAt })
  }
  await settle(ctx, { invitationId, sent: true, againAt: null })
}
