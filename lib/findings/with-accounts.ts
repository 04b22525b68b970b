import { inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { sessions } from '#db/schema/meetings'
import { zoomConnections, zoomGroups } from '#db/schema/zoom-connections'
import { isAccepted } from '../core/acceptances/acceptance'
import type { Caused } from '../core/group-findings'
import { inChunks } from './in-chunks'
import { listed, type FindingRow, type ListedFinding } from './list-findings'

export type CausedFinding = ListedFinding & Caused

/** Findings, each with the Zoom account that it was found in, and the club's that this is a part of. */
export async function withAccounts(
  tx: Tx,
  now: Date,
  rows: readonly FindingRow[],
): Promise<CausedFinding[]> {
  const ids = [...new Set(rows.map(({ finding }) => finding.subjectId))]
  const ofSessions = await inChunks(ids, (chunk) =>
    tx
      .select({ id: sessions.id, accountId: sessions.connectionId })
      .from(sessions)
      .where(inArray(sessions.id, chunk)),
  )
  const ofGroups = await inChunks(ids, (chunk) =>
    tx
      .select({ id: zoomGroups.id, accountId: zoomGroups.connectionId })
      .from(zoomGroups)
      .where(inArray(zoomGroups.id, chunk)),
  )
  const accounts = new Map(
    [...ofSessions, ...ofGroups].flat().map((row) => [row.id, row.accountId]),
  )
  const accountOf = ({ finding: { subjectId } }: FindingRow) => accounts.get(subjectId) ?? subjectId
  const via = await viaOf(tx, [...new Set(rows.map(accountOf))])
  return rows.map((row) => {
    const accountId = accountOf(row)
    const accepted = isAccepted(row.finding.acceptedUntil, now)
    return { ...listed(row), accountId, viaAccountId: via.get(accountId) ?? null, accepted }
  })
}

async function viaOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const rows = await inChunks(ids, (chunk) =>
    tx
      .select({ id: zoomConnections.id, via: zoomConnections.viaConnectionId })
      .from(zoomConnections)
      .where(inArray(zoomConnections.id, chunk)),
  )
  return new Map(rows.flat().map((row) => [row.id, row.via]))
}
