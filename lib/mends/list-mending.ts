import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { mendRuns, mends } from '#db/schema/mends'
import { zoomConnections } from '#db/schema/zoom-connections'
import { query } from '../query'
import { mendingScopes, missingScopes, type NeededScope } from '../zoom-connections/needed-scopes'
import { seenRun, type SeenRun } from './get-run'
import { seenMends, type SeenMend } from './mend-seen'
import { consentInForce } from './mending-consent'

/** Whether settings of a connection may be mended from here, and what was. */
export type Mending = {
  readonly connectionId: string
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

/** The mending of each of one's own connections that are connected. */
export const listMending = query({
  permission: 'mend.read',
  input: z.object({}),
  async run(tx, ctx): Promise<Mending[]> {
    const connections = await tx
      .select()
      .from(zoomConnections)
      .where(eq(zoomConnections.state, 'connected'))
    const found: Mending[] = []
    for (const { id, scopes } of connections) {
      found.push({
        connectionId: id,
        consentedAt: (await consentInForce(tx, id))?.givenAt ?? null,
        missing: missingScopes(scopes, mendingScopes),
        runs: await lastRuns(tx, ctx.now, id),
        mends: await seenMends(
          tx,
          ctx.now,
          and(eq(mends.connectionId, id), isNull(mends.runId)),
          shown_max,
        ),
      })
    }
    return found
  },
})

async function lastRuns(tx: Tx, now: Date, connectionId: string): Promise<SeenRun[]> {
  const rows = await tx
    .select()
    .from(mendRuns)
    .where(eq(mendRuns.connectionId, connectionId))
    .orderBy(desc(mendRuns.confirmedAt))
    .limit(runs_max)
  const runs: SeenRun[] = []
  for (const row of rows) runs.push(await seenRun(tx, now, row))
  return runs
}
