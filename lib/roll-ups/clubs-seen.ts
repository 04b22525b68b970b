import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { affiliations } from '#db/schema/organisations'
import { rollUps } from '#db/schema/roll-ups'
import type { Context } from '../context'
import { notFound } from '../core/errors'
import { clubRank } from './club-group-sql'

/** Only bodies and regions have clubs below them; to anybody else there is no such page. */
export function refuseUnlessAbove(ctx: Context): void {
  const { kind } = ctx.organisation
  if (kind !== 'governing_body' && kind !== 'region') throw notFound()
}

/**
 * Every club that is under the reader now, with its figures. From the affiliations, so that a club
 * of which nothing was delivered is on the list, and one that has left is not.
 */
export const clubsSeen = (tx: Tx, now: Date) =>
  tx
    .select({
      clubId: affiliations.otherOrganisationId,
      name: sql<string>`coalesce(${rollUps.clubName}, ${affiliations.otherName})`.as('name'),
      rank: clubRank(now).as('rank'),
      coaches: rollUps.coaches,
      coachesNotConnected: rollUps.coachesNotConnected,
      blocking: rollUps.blocking,
      advisory: rollUps.advisory,
      couldNotCheck: rollUps.couldNotCheck,
      met: rollUps.met,
      oldestBlockingAt: rollUps.oldestBlockingAt,
      oldestCheckedAt: rollUps.oldestCheckedAt,
      lastCheckedAt: rollUps.lastCheckedAt,
      goodUntil: rollUps.goodUntil,
      updatedAt: rollUps.updatedAt,
    })
    .from(affiliations)
    .leftJoin(rollUps, eq(rollUps.clubOrganisationId, affiliations.otherOrganisationId))
    .where(
      and(
        eq(affiliations.side, 'lower'),
        eq(affiliations.otherKind, 'club'),
        isNull(affiliations.endsAt),
      ),
    )
    .as('club')
