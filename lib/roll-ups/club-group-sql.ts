import { sql, type SQL } from 'drizzle-orm'
import { rollUps } from '#db/schema/roll-ups'
import { clubGroups, type ClubGroup } from '../core/clubs-headline'

/**
 * The group of `clubStatus`, for the database to filter and sort by: its place in `clubGroups`, from
 * 0 for the worst. A test holds the two to each other.
 */
export const clubRank = (now: Date): SQL<number> => sql<number>`case
  when ${rollUps.blocking} > 0 then 0
  when ${rollUps.coaches} = 0 then 3
  when ${rollUps.couldNotCheck} > 0 then 1
  when ${rollUps.coachesNotConnected} > 0 then 3
  when ${rollUps.goodUntil} is null or ${rollUps.met} = 0 then 3
  when ${rollUps.coachesNotKnown} > 0 then 3
  when ${rollUps.goodUntil} <= ${now.toISOString()}::timestamptz then 2
  when ${rollUps.acceptedBlocking} > 0 then 4
  else 5 end`

/** The group at a place that `clubRank` gave. */
export function groupAt(rank: number): ClubGroup {
  const group = clubGroups[rank]
  if (!group) throw new RangeError(`there is no group ${rank}`)
  return group
}
