import { and, asc, eq, isNull, lt } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { coachConnections, zoomConnections, zoomGroups } from '#db/schema/zoom-connections'
import { absences } from '../core/absences'

export type JudgedConnection = {
  readonly connectionId: string
  /** Null for the club's own account. */
  readonly coachId: string | null
}

/**
 * The accounts that a club is judged by now: those of its coaches that are connected, and its own; or
 * `only` one of them, where it is.
 */
export async function connectionsJudged(tx: Tx, only?: string): Promise<JudgedConnection[]> {
  const ofCoaches = await tx
    .select({ connectionId: coachConnections.id, coachId: coachConnections.coachId })
    .from(coachConnections)
    .innerJoin(coaches, eq(coaches.id, coachConnections.coachId))
    .where(
      and(
        eq(coachConnections.state, 'connected'),
        isNull(coachConnections.shareEndsAt),
        isNull(coaches.endsAt),
        only === undefined ? undefined : eq(coachConnections.id, only),
      ),
    )
    .orderBy(asc(coachConnections.id))
  const own = await tx
    .select({ connectionId: zoomConnections.id })
    .from(zoomConnections)
    .where(
      and(
        eq(zoomConnections.way, 'account'),
        eq(zoomConnections.state, 'connected'),
        only === undefined ? undefined : eq(zoomConnections.id, only),
      ),
    )
  return [...ofCoaches, ...own.map(({ connectionId }) => ({ connectionId, coachId: null }))]
}

/** The sessions of a connection that have not ended, as far as anybody has said. */
export const sessionsOf = (tx: Tx, connectionId: string) =>
  tx.select().from(sessions).where(eq(sessions.connectionId, connectionId))

/** The groups that are there in a club's own account. */
export async function groupsOf(tx: Tx, connectionId: string): Promise<string[]> {
  const groups = await tx
    .select({ id: zoomGroups.id })
    .from(zoomGroups)
    .where(and(eq(zoomGroups.connectionId, connectionId), lt(zoomGroups.missingCount, absences)))
  return groups.map(({ id }) => id)
}
