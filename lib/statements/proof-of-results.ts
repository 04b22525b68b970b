import type { Tx } from '#db/tenant'
import type { resultsCurrent } from '#db/schema/results'
import { actorUserId, type Context } from '../context'
import { notStated, type WhoseWord } from '../core/result-rows'
import { keyOf } from '../findings/verdict'
import { standingIn } from './standing-in'
import { mayState, subjectOf } from './subject-of'
import { verifiedBy } from './verified-by'

type Result = Pick<
  typeof resultsCurrent.$inferSelect,
  'subjectKind' | 'subjectId' | 'control' | 'result' | 'reason'
>

/**
 * Of each result whose word stands in for what Zoom never tells, and whether the reader may give
 * theirs.
 */
export async function proofOfResults(
  tx: Tx,
  ctx: Context,
  results: readonly Result[],
): Promise<(result: Result) => WhoseWord> {
  const { open, stated } = await standingIn(tx, ctx, results)
  const may = new Map<string, boolean>()
  for (const { subjectKind, subjectId, control: rule } of open) {
    const known = may.has(subjectId)
    if (known) continue
    may.set(subjectId, mayState(ctx, await subjectOf(tx, ctx, { subjectKind, subjectId, rule })))
  }
  const keys = new Set(open.map(keyOf))
  const me = actorUserId(ctx)
  return (result) => {
    if (!keys.has(keyOf(result))) return notStated
    const found = stated.get(keyOf(result))
    const by = found?.row.statedBy === me ? 'You' : found?.row.statedByName
    return {
      stated:
        found && by !== undefined
          ? { by, at: found.row.statedAt, until: found.until, verified: verifiedBy(found.row, me) }
          : null,
      mayState: may.get(result.subjectId) ?? false,
    }
  }
}
