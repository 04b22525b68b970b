import { and, desc, eq, inArray, isNull, ne, or, type SQL } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coachConnections } from '#db/schema/zoom-connections'
import type { ConnectionFacts } from '../core/coach-status'

export type CoachConnection = typeof coachConnections.$inferSelect

/** Connected, and shared with the club: what is read of it reaches the club. */
export const connectionInForce = (): SQL | undefined =>
  and(eq(coachConnections.state, 'connected'), isNull(coachConnections.shareEndsAt))

export function stateOf(connection: CoachConnection): Exclude<ConnectionFacts['state'], 'none'> {
  // Once it is no longer shared, the club does not hear whether Zoom is connected.
  if (connection.shareEndsAt) return 'share_ended'
  return connection.state === 'connected' ? 'in_force' : 'disconnected'
}

/** Read by the club's own Zoom account, and not by the coach's consent. */
export const isOfClub = (connection: CoachConnection): boolean =>
  connection.holderOrganisationId === connection.organisationId

/**
 * The Zoom connections of these coaches, the newest first. Whom the club reads by its own account no
 * more, it has nothing to say of: that is no sharing which a coach ended.
 */
export async function connectionsOf(
  tx: Tx,
  coachIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CoachConnection[]>> {
  const rows = await tx
    .select()
    .from(coachConnections)
    .where(
      and(
        inArray(coachConnections.coachId, [...coachIds]),
        or(
          isNull(coachConnections.shareEndsAt),
          ne(coachConnections.holderOrganisationId, coachConnections.organisationId),
        ),
      ),
    )
    .orderBy(desc(coachConnections.connectedAt), desc(coachConnections.id))
  const of = new Map<string, CoachConnection[]>()
  for (const row of rows) of.set(row.coachId, [...(of.get(row.coachId) ?? []), row])
  return of
}

/** One coach's connections as one: those in force at their worst, else how the newest ended. */
export function connectionFacts(connections: readonly CoachConnection[]): ConnectionFacts {
  const inForce = connections.filter((each) => stateOf(each) === 'in_force')
  const [newest] = connections
  const counted = inForce.length > 0 ? inForce : connections.slice(0, 1)
  return {
    state: inForce.length > 0 ? 'in_force' : newest ? stateOf(newest) : 'none',
    lastAskedAt: oldest(counted.map((each) => each.lastAskedAt)),
    lastCompleteAt: oldest(counted.map((each) => each.lastCompleteAt)),
    unsortedMeetings: counted.reduce((sum, each) => sum + each.unsortedMeetings, 0),
    oldestUnsortedAt: oldest(
      counted.filter((each) => each.unsortedMeetings > 0).map((each) => each.oldestUnsortedAt),
    ),
    ...(counted.length > 0 && counted.every(isOfClub) ? { byClub: true } : {}),
  }
}

/** The earliest of these; null where there is none, or one of them never was. */
function oldest(times: readonly (Date | null)[]): Date | null {
  if (times.length === 0 || times.includes(null)) return null
  return new Date(Math.min(...times.map((time) => time?.getTime() ?? 0)))
}
