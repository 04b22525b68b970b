import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { meetings } from '#db/schema/meetings'
import { zoomConnections } from '#db/schema/zoom-connections'

export type OfClubAccount = {
  /** It is in the club's own Zoom account: its officers say whether it is a club session. */
  ofClubAccount: boolean
  /** Why an officer said that it is none, and when. */
  excluded: { reason: string; at: Date } | null
}

/** Whose word counts about a session, as its club may know it. */
export async function ofClubAccount(tx: Tx, sessionId: string): Promise<OfClubAccount> {
  const [found] = await tx
    .select({ reason: meetings.excludedReason, at: meetings.excludedAt })
    .from(meetings)
    .innerJoin(zoomConnections, eq(zoomConnections.id, meetings.connectionId))
    .where(and(eq(meetings.id, sessionId), eq(zoomConnections.way, 'host')))
  if (!found) return { ofClubAccount: false, excluded: null }
  const { reason, at } = found
  return { ofClubAccount: true, excluded: reason && at ? { reason, at } : null }
}
