import { and, desc, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { mendRuns, mends } from '#db/schema/mends'
import { zoomConnections } from '#db/schema/zoom-connections'
import { query } from '../query'
import type { ZoomApp } from '../zoom/apps'
import type { NeededScope } from '../zoom-connections/needed-scopes'
import { seenRun, type SeenRun } from './get-run'
import { seenMends, type SeenMend } from './mend-seen'
import { consentInForce } from './mending-consent'
import { missingToMend } from './missing-to-mend'
import { onlyHolders } from './only-holders'

/** Whether settings of a connection may be mended from here, and what was. */
export type Mending = {
  readonly connectionId: string
  readonly app: ZoomApp
  /** Since when the person lets Touchline do it; null where they do not. */
  readonly consentedAt: Date | null
  /** What Zoom would have to allow, too. */
  readonly missing: readonly NeededScope[]
  /** Changes of several sessions at once, the newest first. */
  readonly runs: readonly SeenRun[]
  /** Those that were made by themselves, the newest first. */
  readonly mends: readonly SeenMend[]
}

const shown_max = 10
const runs_max = 3

/** The mending of each of one's own connections, or of a club's own account with all its hosts. */
export const listMending = query({
  permission: 'mend.read',
  input: z.object({}),
  async run(tx, ctx): Promise<Mending[]> {
    onlyHolders(ctx)
    const connections = await tx
      .select()
      .from(zoomConnections)
      .where(and(eq(zoomConnections.state, 'connected'), ne(zoomConnections.way, 'host')))
    const found: Mending[] = []
    for (const connection of connections) {
      const ids = await withHosts(tx, connection.id)
      const alone = and(inArray(mends.connectionId, ids), isNull(mends.runId))
      found.push({
        connectionId: connection.id,
        app: connection.app,
        consentedAt: (await consentInForce(tx, connection))?.givenAt ?? null,
        missing: missingToMend(connection),
        runs: await lastRuns(tx, ctx.now, ids),
        mends: await seenMends(tx, ctx.now, alone, shown_max),
      })
    }
    return found
  },
})

/** A connection, and those of the hosts who are read by it. */
async function withHosts(tx: Tx, connectionId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: zoomConnections.id })
    .from(zoomConnections)
    .where(
      or(eq(zoomConnections.id, connectionId), eq(zoomConnections.viaConnectionId, connectionId)),
    )
  return rows.map(({ id }) => id)
}

async function lastRuns(tx: Tx, now: Date, connectionIds: string[]): Promise<SeenRun[]> {
  const rows = await tx
    .select()
    .from(mendRuns)
    .where(inArray(mendRuns.connectionId, connectionIds))
    .orderBy(desc(mendRuns.confirmedAt))
    .limit(runs_max)
  const runs: SeenRun[] = []
  for (const row of rows) runs.push(await seenRun(tx, now, row))
  return runs
}
