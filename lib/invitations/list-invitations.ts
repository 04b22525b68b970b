import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { invitations } from '#db/schema/organisations'
import { mayRole } from '../core/permissions'
import { query } from '../query'
import { permissionOf } from './change-invitation'

export type WaitingInvitation = {
  invitationId: string
  email: string
  role: string
  clubName: string | null
  coachId: string | null
  createdAt: Date
  expiresAt: Date
  /** It can no longer be accepted, until it is sent again. */
  expired: boolean
}

/** More than a body sends in a season; the newest are shown. */
const rowsMax = 200

/** Invitations of one purpose that nobody has accepted yet, newest first. */
export const listInvitations = query({
  permission: 'membership.read',
  input: z.object({ purpose: z.enum(['member', 'coach', 'club']) }),
  async run(tx, ctx, { purpose }): Promise<WaitingInvitation[]> {
    if (!mayRole(ctx.roles, permissionOf[purpose])) return []
    const rows = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.state, 'sent'), eq(invitations.purpose, purpose)))
      .orderBy(desc(invitations.createdAt))
      .limit(rowsMax)
    return rows.map(({ id, email, role, clubName, coachId, createdAt, expiresAt }) => ({
      invitationId: id,
      email,
      role,
      clubName,
      coachId,
      createdAt,
      expiresAt,
      expired: expiresAt <= ctx.now,
    }))
  },
})
