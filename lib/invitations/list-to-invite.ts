import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { invitations } from '#db/schema/organisations'
import { query } from '../query'
import { notInvited } from './not-invited'

/** Somebody on the register whom nobody has invited yet, or whose invitation is too old. */
export type ToInvite = { coachId: string; name: string; email: string; teams: string }

/** An invitation that waits for the answer of somebody on the register. */
export type OpenInvitation = {
  invitationId: string
  coachId: string
  name: string
  email: string
  createdAt: Date
  expiresAt: Date
  expired: boolean
  /** One of many: it waits for its turn, or nobody knows whether it was mailed. */
  mailPending: boolean
}

export type Inviting = {
  toInvite: readonly ToInvite[]
  /** All of them, those too who are not in the list. */
  toInviteCount: number
  open: readonly OpenInvitation[]
  openCount: number
}

const listed_max = 200

/** Who on the register is still to be invited, and who has not answered; by name, the newest first. */
export const listToInvite = query({
  permission: 'coach.manage',
  input: z.object({}),
  async run(tx, ctx): Promise<Inviting> {
    const waits = and(isNull(coaches.userId), isNull(coaches.endsAt), notInvited(ctx.now))
    const toInvite = await tx
      .select({
        ...{ coachId: coaches.id, name: coaches.name, email: coaches.email, teams: coaches.teams },
      })
      .from(coaches)
      .where(waits)
      .orderBy(asc(sql`lower(${coaches.name})`), asc(coaches.id))
      .limit(listed_max)
    const isOpen = and(eq(invitations.state, 'sent'), eq(invitations.purpose, 'coach'))
    const rows = await tx
      .select({ invitation: invitations, name: coaches.name })
      .from(invitations)
      .innerJoin(coaches, eq(coaches.id, invitations.coachId))
      .where(and(isOpen, isNull(coaches.endsAt)))
      .orderBy(desc(invitations.createdAt), asc(sql`lower(${coaches.name})`))
      .limit(listed_max)
    return {
      toInvite,
      toInviteCount: await tx.$count(coaches, waits),
      open: rows.map(({ name, invitation }) => ({
        ...{ invitationId: invitation.id, coachId: invitation.coachId ?? '', name },
        ...{ email: invitation.email, createdAt: invitation.createdAt },
        ...{ expiresAt: invitation.expiresAt, expired: invitation.expiresAt <= ctx.now },
        mailPending: invitation.mailPending,
      })),
      openCount: await tx.$count(invitations, isOpen),
    }
  },
})
