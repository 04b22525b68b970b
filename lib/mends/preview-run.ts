import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { mendRuns } from '#db/schema/mends'
import { groupChanges, runMark, type ChangeGroup } from '../core/mends/run'
import { query } from '../query'
import type { NeededScope } from '../zoom-connections/needed-scopes'
import { consentInForce } from './mending-consent'
import { missingToMend } from './missing-to-mend'
import { onlyHolders } from './only-holders'
import { runInput, runItems, type RunItems, type RunSession } from './run-items'

/**
 * What can be done about several sessions at once. `nothing`: none of them has anything that we could
 * change; `under_way`: a run of this account is going on. The changes are shown before anything is
 * consented to.
 */
export type RunOffer =
  | { readonly state: 'nothing' | 'not_connected' }
  | { readonly state: 'under_way'; readonly runId: string }
  | ({
      readonly state: 'consent' | 'grant' | 'ready'
      readonly connectionId: string
      /** What Zoom still has to allow. */
      readonly missing: readonly NeededScope[]
      readonly sessions: readonly RunSession[]
      readonly groups: readonly ChangeGroup[]
      /** Stands for exactly these changes. */
      readonly mark: string
    } & Pick<RunItems, 'leftOver' | 'underWay' | 'notEnough'>)

/** What Touchline could change of coming sessions, all at once: one's own, or in a club's own account. */
export const previewRun = query({
  permission: 'mend.read',
  input: z.object({ wanted: runInput }),
  async run(tx, ctx, { wanted }): Promise<RunOffer> {
    onlyHolders(ctx)
    const found = await runItems(tx, ctx.now, wanted)
    if (!found) return { state: 'nothing' }
    const { connection, items, leftOver, underWay, notEnough } = found
    if (connection.state !== 'connected') return { state: 'not_connected' }
    const [last] = await tx
      .select()
      .from(mendRuns)
      .where(eq(mendRuns.connectionId, connection.id))
      .orderBy(desc(mendRuns.confirmedAt))
      .limit(1)
    if (last && !last.endedAt) return { state: 'under_way', runId: last.id }
    if (items.length === 0) return { state: 'nothing' }
    const consent = await consentInForce(tx, connection)
    const missing = missingToMend(connection)
    return {
      state: !consent ? 'consent' : missing.length === 0 ? 'ready' : 'grant',
      connectionId: connection.id,
      missing,
      sessions: items,
      groups: groupChanges(items),
      mark: runMark(items),
      ...{ leftOver, underWay, notEnough },
    }
  },
})
