import { isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { rollUps } from '#db/schema/roll-ups'
import type { Context } from '../context'
import { notFound } from '../core/errors'
import { clubRank } from './club-group-sql'

/** Only bodies and regions have clubs below them; to anybody else there is no such page. */
export function refuseUnlessAbove(ctx: Context): void {
  const { kind } = ctx.organisation
  if (kind !== 'governing_body' && kind !== 'region') throw notFound()
}

/** Every club that is under the reader now, with its figures. One that has left is not among them. */
export const clubsSeen = (tx: Tx, now: Date) =>
  tx
    .select({
      clubId: rollUps.clubOrganisationId,
      name: rollUps.clubName,
      nameKey: rollUps.nameKey,
      rank: clubRank(now).as('rank'),
      coaches: rollUps.coaches,
      coachesNotConnected: rollUps.coachesNotConnected,
      coachesNotKnown: rollUps.coachesNotKnown,
      coachesUnsorted: rollUps.coachesUnsorted,
      blocking: rollUps.blocking,
      acceptedBlocking: rollUps.acceptedBlocking,
      oldestDueAt: rollUps.oldestDueAt,
      couldNotCheck: rollUps.couldNotCheck,
      met: rollUps.met,
      oldestBlockingAt: rollUps.oldestBlockingAt,
      oldestCheckedAt: rollUps.oldestCheckedAt,
      lastCheckedAt: rollUps.lastCheckedAt,
      goodUntil: rollUps.goodUntil,
    })
    .from(rollUps)
    .where(isNull(rollUps.leftAt))
