import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import { mendRuns, mends } from '#db/schema/mends'
import type { Context } from '../context'
import { minute_ms } from '../core/durations'
import { nextWidened } from './only-meetings'
import { queueAudit } from './queue-audit'
import { queueEventAudit, type Told } from './queue-event-audit'

/** So long the events of a run's own changes wait for the check at its end, which there always is. */
const run_max_ms = 5 * minute_ms

/**
 * Sees to it that a connection is read at least once from now on, and as seldom as that allows: one
 * that waits will do, one that runs is followed by one more, and else one is queued. `told`: what
 * Zoom told of; null where somebody asked, for the whole account. Returns the one to hint at, null
 * where the one that runs, or a scheduled one, will see to it.
 */
export async function readAgain(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  told: Told | null,
): Promise<string | null> {
  if (told && !told.isUrgent && (await isMendingSeveral(tx, ctx, connectionId))) return null
  // First those that run: whatever is under way after this statement began to read after it.
  const followed = await tx
    .update(audits)
    .set({ readAgain: true, againMeetings: nextWidened(told?.only ?? null) })
    .where(and(eq(audits.connectionId, connectionId), eq(audits.state, 'running')))
    .returning({ id: audits.id })
  if (followed[0]) return null
  return told
    ? queueEventAudit(tx, ctx, connectionId, told)
    : queueAudit(tx, ctx, connectionId, 'requested')
}

/** True while sessions of it are changed one after the other: Zoom tells of each of them. */
async function isMendingSeveral(tx: Tx, ctx: Context, connectionId: string): Promise<boolean> {
  const [run] = await tx
    .select({ id: mendRuns.id })
    .from(mendRuns)
    .innerJoin(mends, eq(mends.runId, mendRuns.id))
    .where(
      and(
        // Not by the run's own: in a club's account that is of all hosts, and most are not in this run.
        eq(mends.connectionId, connectionId),
        isNull(mendRuns.endedAt),
        gt(mendRuns.confirmedAt, new Date(ctx.now.getTime() - run_max_ms)),
      ),
    )
    .limit(1)
  return run !== undefined
}
