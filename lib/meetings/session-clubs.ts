import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { myMemberships } from '#db/schema/organisations'
import { connectionShares } from '#db/schema/zoom-connections'

/** A club whose session a meeting can be: the person coaches there and shares the connection with it. */
export type SessionClub = { connectionId: string; clubId: string; name: string; slug: string }

/** The clubs to choose from, for each connection of the person whose record this is, by name. */
export async function sessionClubs(tx: Tx): Promise<SessionClub[]> {
  return tx
    .select({
      connectionId: connectionShares.connectionId,
      clubId: connectionShares.clubOrganisationId,
      name: myMemberships.ofName,
      slug: myMemberships.ofSlug,
    })
    .from(connectionShares)
    .innerJoin(
      myMemberships,
      and(
        eq(myMemberships.ofOrganisationId, connectionShares.clubOrganisationId),
        eq(myMemberships.coachId, connectionShares.coachId),
        eq(myMemberships.role, 'coach'),
        isNull(myMemberships.endsAt),
      ),
    )
    .where(isNull(connectionShares.endsAt))
    .orderBy(myMemberships.ofName)
}
