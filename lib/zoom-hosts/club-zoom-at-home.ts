import { and, count, eq, inArray, lt, ne } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { findings } from '#db/schema/results'
import { zoomConnections, zoomHosts } from '#db/schema/zoom-connections'
import { checksOf } from '../audits/checks-of'
import { absences } from '../core/absences'
import { isFresh } from '../core/freshness'

/** What of the club's own Zoom account needs an officer. */
export type ClubZoomAtHome = {
  /** People in it of whom nobody has said who they are. */
  toDecide: number
  /** Zoom, and none of the officers, ended it: since when. */
  endedAt: Date | null
  /** MUST findings about the account itself and its groups. */
  toMend: number
  /** What is not known of the account: something of a MUST, or all of it, for being too long ago. */
  notKnown: 'not_read' | 'out_of_date' | null
}

/** The account in a club's first page; nothing where the club has none. */
export async function clubZoomAtHome(tx: Tx, now: Date): Promise<ClubZoomAtHome> {
  const accounts = await tx.select().from(zoomConnections).where(eq(zoomConnections.way, 'account'))
  const isConnected = accounts.some(({ state }) => state === 'connected')
  const ended = accounts.find(
    ({ state, disconnectReason }) => state === 'disconnected' && disconnectReason !== 'by_person',
  )
  return {
    toDecide: isConnected ? await toDecide(tx) : 0,
    endedAt: isConnected ? null : (ended?.disconnectedAt ?? null),
    toMend: await tx.$count(
      findings,
      and(
        eq(findings.state, 'open'),
        eq(findings.level, 'MUST'),
        inArray(findings.subjectKind, ['account', 'group']),
      ),
    ),
    notKnown: await notKnown(
      tx,
      now,
      accounts.filter(({ state }) => state === 'connected').map(({ id }) => id),
    ),
  }
}

/** An account that was connected a moment ago is being looked at: that is no matter for an officer. */
async function notKnown(
  tx: Tx,
  now: Date,
  connectionIds: readonly string[],
): Promise<ClubZoomAtHome['notKnown']> {
  for (const connectionId of connectionIds) {
    const { lastAskedAt, lastCompleteAt } = await checksOf(tx, connectionId)
    if (!lastAskedAt) continue
    if (!lastCompleteAt) return 'not_read'
    if (!isFresh(lastCompleteAt, now)) return 'out_of_date'
  }
  return null
}

async function toDecide(tx: Tx): Promise<number> {
  const [open] = await tx
    .select({ number: count() })
    .from(zoomHosts)
    .innerJoin(zoomConnections, eq(zoomConnections.id, zoomHosts.connectionId))
    .where(
      and(
        eq(zoomConnections.state, 'connected'),
        eq(zoomHosts.decision, 'open'),
        ne(zoomHosts.status, 'inactive'),
        lt(zoomHosts.missingCount, absences),
      ),
    )
  return open?.number ?? 0
}
