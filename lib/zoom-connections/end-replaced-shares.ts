import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import type { Hint } from '../jobs/enqueue'
import { deliverShareEnd } from './share-with-clubs'

/**
 * Somebody who coaches with another Zoom account now: of their accounts that are disconnected, those
 * end to be shared with a club that sees one that is connected. Else what was found there would
 * stand for ever, since nobody can look again. The club keeps its history. It is no decision of
 * theirs about the club: an account that is connected again is shared again. `connectionId` is the
 * one that was connected, shared or disconnected now. Returns the connections whose sharing ended,
 * and hints at what the clubs are to end for it.
 */
export async function endReplacedShares(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<{ connectionIds: readonly string[]; hints: readonly Hint[] }> {
  const ended = await tx.execute<{ id: string; connection: string; club: string }>(sql`
    update connection_shares as share
    set ends_at = ${ctx.now.toISOString()}::timestamptz, end_reason = 'replaced'
    from zoom_connections as old
    where old.organisation_id = share.organisation_id and old.id = share.connection_id
      and old.state = 'disconnected' and share.ends_at is null
      and exists (
        select from connection_shares as other
        join zoom_connections as now_used on now_used.organisation_id = other.organisation_id
          and now_used.id = other.connection_id and now_used.state = 'connected'
        where other.organisation_id = share.organisation_id and other.ends_at is null
          and other.club_organisation_id = share.club_organisation_id
          and ${connectionId}::uuid in (share.connection_id, other.connection_id))
    returning share.id, share.connection_id as connection, share.club_organisation_id as club`)
  const hints: Hint[] = []
  for (const { id, connection, club } of ended.rows) {
    hints.push(await deliverShareEnd(tx, { id, connectionId: connection, clubId: club }))
  }
  return { connectionIds: ended.rows.map((row) => row.connection), hints }
}
