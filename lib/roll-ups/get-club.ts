import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { affiliations } from '#db/schema/organisations'
import { rollUps } from '#db/schema/roll-ups'
import { clubStatus, type ClubFacts, type ClubStatus } from '../core/club-status'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { query } from '../query'
import { refuseUnlessAbove } from './clubs-seen'

export type Club = ClubFacts & {
  name: string
  status: ClubStatus
  affiliatedAt: Date
  /** When it left. What was known of it then stays. */
  leftAt: Date | null
  advisory: number
  /** SHOULD that is not met, and whose risk was accepted. */
  acceptedAdvisory: number
  /** Results that Zoom never tells, and somebody's statement stands in for. */
  stated: number
  oldestBlockingAt: Date | null
  oldestCheckedAt: Date | null
  lastCheckedAt: Date | null
  /** When the club's figures last reached this body; null where they never did. */
  deliveredAt: Date | null
}

/** What a body or region has of one club. Throws `not_found` for a club that was never under it. */
export const getClub = query({
  permission: 'roll_up.read',
  input: z.object({ clubId: id }),
  async run(tx, ctx, { clubId }): Promise<Club> {
    refuseUnlessAbove(ctx)
    const [affiliation] = await tx
      .select()
      .from(affiliations)
      .where(
        and(
          eq(affiliations.otherOrganisationId, clubId),
          eq(affiliations.side, 'lower'),
          eq(affiliations.otherKind, 'club'),
        ),
      )
      .orderBy(desc(affiliations.startsAt))
      .limit(1)
    if (!affiliation) throw notFound()
    const [row] = await tx.select().from(rollUps).where(eq(rollUps.clubOrganisationId, clubId))
    const figures = row ?? nothing
    return {
      ...figures,
      name: row?.clubName ?? affiliation.otherName,
      status: clubStatus(figures, ctx.now),
      affiliatedAt: affiliation.startsAt,
      leftAt: affiliation.endsAt,
      deliveredAt: row?.updatedAt ?? null,
    }
  },
})

const nothing = {
  coaches: 0,
  coachesNotConnected: 0,
  coachesNotKnown: 0,
  coachesUnsorted: 0,
  blocking: 0,
  advisory: 0,
  acceptedBlocking: 0,
  acceptedAdvisory: 0,
  oldestDueAt: null,
  couldNotCheck: 0,
  met: 0,
  stated: 0,
  goodUntil: null,
  oldestBlockingAt: null,
  oldestCheckedAt: null,
  lastCheckedAt: null,
}
