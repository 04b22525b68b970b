import { and, asc, desc, eq, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { meetings } from '#db/schema/meetings'
import { connectionShares, zoomConnections } from '#db/schema/zoom-connections'
import { zoomEvents } from '#db/schema/zoom-events'
import { checksOf } from '../audits/checks-of'
import { absences } from '../core/absences'
import { query } from '../query'
import { missingScopes, type NeededScope } from './needed-scopes'
import { coachedClubs, type CoachedClub } from './share-with-clubs'

export type SharedClub = { clubId: string; name: string; slug: string; shared: boolean }

export type Connection = {
  connectionId: string
  state: 'connected' | 'disconnected'
  disconnectReason: (typeof zoomConnections.$inferSelect)['disconnectReason']
  /** 1 Basic, 2 licensed, as Zoom numbers them; null where Zoom did not say. */
  zoomUserType: number | null
  connectedAt: Date
  disconnectedAt: Date | null
  /** When a check last ended, and when one last read everything. */
  lastAskedAt: Date | null
  lastCompleteAt: Date | null
  /** When Zoom last told us of a change by itself. */
  lastEventAt: Date | null
  /** The newest check, to look at. */
  auditId: string | null
  checkingNow: boolean
  clubs: readonly SharedClub[]
  unsorted: number
  missing: readonly NeededScope[]
}

/** The person's own Zoom connections, those in force first, with which clubs see each. */
export const listConnections = query({
  permission: 'connection.read',
  input: z.object({}),
  async run(tx): Promise<Connection[]> {
    const rows = await tx
      .select()
      .from(zoomConnections)
      .orderBy(asc(zoomConnections.state), desc(zoomConnections.connectedAt))
    const clubs = await coachedClubs(tx)
    const found: Connection[] = []
    for (const row of rows) found.push(await connectionOf(tx, row, clubs))
    return found
  },
})

async function connectionOf(
  tx: Tx,
  row: typeof zoomConnections.$inferSelect,
  clubs: readonly CoachedClub[],
): Promise<Connection> {
  const sharedWith = await clubsSharedWith(tx, row.id)
  return {
    connectionId: row.id,
    state: row.state,
    disconnectReason: row.disconnectReason,
    zoomUserType: row.zoomUserType,
    connectedAt: row.connectedAt,
    disconnectedAt: row.disconnectedAt,
    ...(await checksOf(tx, row.id)),
    lastEventAt: await lastEventAt(tx, row.id),
    clubs: clubs.map(({ clubId, name, slug, coachId }) => ({
      clubId,
      name,
      slug,
      shared: sharedWith.get(clubId) === coachId,
    })),
    unsorted: await countUnsorted(tx, row.id),
    missing: row.state === 'connected' ? missingScopes(row.scopes) : [],
  }
}

async function lastEventAt(tx: Tx, connectionId: string): Promise<Date | null> {
  const [newest] = await tx
    .select({ receivedAt: zoomEvents.receivedAt })
    .from(zoomEvents)
    .where(eq(zoomEvents.connectionId, connectionId))
    .orderBy(desc(zoomEvents.receivedAt))
    .limit(1)
  return newest?.receivedAt ?? null
}

/** With which register row of which club it is shared now. */
async function clubsSharedWith(tx: Tx, connectionId: string): Promise<Map<string, string>> {
  const rows = await tx
    .select()
    .from(connectionShares)
    .where(and(eq(connectionShares.connectionId, connectionId), isNull(connectionShares.endsAt)))
  return new Map(rows.map((row) => [row.clubOrganisationId, row.coachId]))
}

const countUnsorted = (tx: Tx, connectionId: string) =>
  tx.$count(
    meetings,
    and(
      eq(meetings.connectionId, connectionId),
      eq(meetings.sorted, 'unsorted'),
      lt(meetings.missingCount, absences),
    ),
  )
