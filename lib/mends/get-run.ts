import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { mendRuns, mends } from '#db/schema/mends'
import { notFound } from '../core/errors'
import { runSessions_max } from '../core/mends/run'
import { id } from '../ids'
import { query } from '../query'
import { seenMends, type SeenMend } from './mend-seen'
import { onlyHolders } from './only-holders'

/** A run as its person sees it. */
export type SeenRun = {
  readonly runId: string
  readonly undoes: string | null
  readonly confirmedBy: string
  readonly confirmedAt: Date
  /** When none was left to be sent. */
  readonly endedAt: Date | null
  /** Sessions that were left for another time. */
  readonly leftOver: number
  /** The session that comes first, first. */
  readonly mends: readonly SeenMend[]
  /** Until when all that stands of it can be put back; null where nothing can. */
  readonly putBackUntil: Date | null
}

/** One run of one's own, or in a club's own account. Throws `not_found`. */
export const getRun = query({
  permission: 'mend.read',
  input: z.object({ runId: id }),
  async run(tx, ctx, { runId }): Promise<SeenRun> {
    onlyHolders(ctx)
    const [run] = await tx.select().from(mendRuns).where(eq(mendRuns.id, runId))
    if (!run) throw notFound()
    return seenRun(tx, ctx.now, run)
  },
})

/** A run with each of its sessions. */
export async function seenRun(
  tx: Tx,
  now: Date,
  { id: runId, undoes, confirmedBy, confirmedAt, endedAt, leftOver }: typeof mendRuns.$inferSelect,
): Promise<SeenRun> {
  const ofRun = await seenMends(tx, now, eq(mends.runId, runId), runSessions_max)
  const until = ofRun.flatMap(({ putBackUntil }) => (putBackUntil ? [putBackUntil] : []))
  const when = ({ startsAt }: SeenMend) => startsAt?.getTime() ?? Number.MAX_SAFE_INTEGER
  return {
    ...{ runId, undoes, confirmedBy, confirmedAt, endedAt, leftOver },
    mends: ofRun.toSorted((a, b) => when(a) - when(b) || (a.mendId < b.mendId ? -1 : 1)),
    putBackUntil: until.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
  }
}
