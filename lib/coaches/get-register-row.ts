import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { invitations } from '#db/schema/organisations'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { query } from '../query'

export type RegisterRow = {
  coachId: string
  name: string
  email: string
  teams: string
  tags: string
  coachesUnder18sOnline: boolean
  coaching: boolean
  startsAt: Date
  endsAt: Date | null
  /** Whether the person has accepted an invitation to this row. */
  joined: boolean
  /** The invitation that waits for an answer, if any. */
  invitation: { invitationId: string; createdAt: Date; expiresAt: Date; expired: boolean } | null
}

/** What the register says of one coach, for those who keep it. */
export const getRegisterRow = query({
  permission: 'coach.manage',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }): Promise<RegisterRow> {
    const [row] = await tx.select().from(coaches).where(eq(coaches.id, coachId))
    if (!row) throw notFound()
    const [waiting] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.coachId, coachId), eq(invitations.state, 'sent')))
      .orderBy(desc(invitations.createdAt))
      .limit(1)
    const { name, email, teams, tags, coachesUnder18sOnline, coaching, startsAt, endsAt } = row
    return {
      ...{ coachId, name, email, teams, tags, coachesUnder18sOnline, coaching, startsAt, endsAt },
      joined: row.userId !== null,
      invitation: waiting
        ? {
            invitationId: waiting.id,
            createdAt: waiting.createdAt,
            expiresAt: waiting.expiresAt,
            expired: waiting.expiresAt <= ctx.now,
          }
        : null,
    }
  },
})
