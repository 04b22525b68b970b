import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { invitations } from '#db/schema/organisations'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { mayRole, type Permission } from '../core/permissions'

export type Invitation = typeof invitations.$inferSelect

/** Who may send an invitation may also send it again or take it back. */
export const permissionOf = {
  member: 'membership.invite',
  coach: 'coach.manage',
  club: 'club.invite',
} as const satisfies Record<Invitation['purpose'], Permission>

/**
 * Changes an invitation that is still waiting. Throws `not_found` where it is not there, or for
 * other posts to change; `conflict` where it was accepted or taken back meanwhile.
 */
export async function changeWaiting(
  tx: Tx,
  ctx: Context,
  invitationId: string,
  change: Partial<Pick<Invitation, 'state' | 'expiresAt' | 'mailPending'>>,
): Promise<Invitation> {
  const of = eq(invitations.id, invitationId)
  const [there] = await tx.select().from(invitations).where(of)
  if (!there || !mayRole(ctx.roles, permissionOf[there.purpose])) throw notFound()
  const [changed] = await tx
    .update(invitations)
    .set(change)
    .where(and(of, eq(invitations.state, 'sent')))
    .returning()
  if (!changed) throw conflict('This invitation was accepted or taken back a moment ago.')
  return changed
}
