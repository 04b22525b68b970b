import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { affiliations } from '#db/schema/organisations'
import { clubOfficers } from '#db/schema/roll-ups'
import type { Context } from '../context'
import { id } from '../ids'
import { namesOfUsers } from '../memberships/names-of-users'
import { query } from '../query'
import { refuseUnlessAbove } from './clubs-seen'

/** Somebody at a club to whom the body above it can write. */
export type Officer = { membershipId: string; name: string; email: string }

const rows_max = 50

const delivered = query({
  permission: 'club_officer.read',
  input: z.object({ clubId: id }),
  run(tx, ctx, { clubId }) {
    refuseUnlessAbove(ctx)
    return tx
      .select({ membershipId: clubOfficers.id, userId: clubOfficers.userId })
      .from(clubOfficers)
      .innerJoin(
        affiliations,
        and(
          eq(affiliations.otherOrganisationId, clubOfficers.clubOrganisationId),
          eq(affiliations.side, 'lower'),
          isNull(affiliations.endsAt),
        ),
      )
      .where(eq(clubOfficers.clubOrganisationId, clubId))
      .orderBy(asc(clubOfficers.startsAt), asc(clubOfficers.id))
      .limit(rows_max)
  },
})

/**
 * A club's welfare officers, as they were delivered to the body or region above it, longest first;
 * with the name and address that each has now. Nobody once the club has left.
 */
export async function listOfficers(ctx: Context, asked: { clubId: string }): Promise<Officer[]> {
  const rows = await delivered(ctx, asked)
  const names = await namesOfUsers(rows.map(({ userId }) => userId))
  return rows.flatMap(({ membershipId, userId }) => {
    const known = names.get(userId)
    return known ? [{ membershipId, ...known }] : []
  })
}
