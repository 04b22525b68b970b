import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { resultsCurrent } from '#db/schema/results'
import { statements } from '#db/schema/statements'
import { actorUserId, type Context } from '../context'
import type { Profile } from '../core/profiles/profile'
import { askedOfZoom } from '../core/proof/asked'
import { countsUntil, isInForce, mayStandIn } from '../core/proof/statement'
import { notStated, type WhoseWord, type StatedProof } from '../core/result-rows'
import { keyOf } from '../findings/verdict'
import { effectiveProfile } from '../profiles/effective-profile'
import { mayState, subjectOf } from './subject-of'
import { verifiedBy } from './verified-by'

type Result = Pick<
  typeof resultsCurrent.$inferSelect,
  'subjectKind' | 'subjectId' | 'control' | 'result' | 'reason'
>

/**
 * Of each result whose word stands in for what Zoom never tells, and whether the reader may give
 * theirs. Asks the database only where Zoom never tells something that a statement is taken for.
 */
export async function proofOfResults(
  tx: Tx,
  ctx: Context,
  results: readonly Result[],
): Promise<(result: Result) => WhoseWord> {
  const neverTold = results.filter(({ result, reason }) => mayStandIn(result, reason))
  if (neverTold.length === 0) return () => notStated
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const asked = neverTold.filter(({ control }) => askedOfZoom(profile, control))
  if (asked.length === 0) return () => notStated
  const stated = await statedNow(tx, ctx, profile, asked)
  const may = new Map<string, boolean>()
  for (const { subjectKind, subjectId, control: rule } of asked) {
    const known = may.has(subjectId)
    if (known) continue
    may.set(subjectId, mayState(ctx, await subjectOf(tx, ctx, { subjectKind, subjectId, rule })))
  }
  const keys = new Set(asked.map(keyOf))
  return (result) =>
    keys.has(keyOf(result))
      ? {
          stated: stated.get(keyOf(result)) ?? null,
          mayState: may.get(result.subjectId) ?? false,
        }
      : notStated
}

async function statedNow(tx: Tx, ctx: Context, profile: Profile, asked: readonly Result[]) {
  const rows = await tx
    .select()
    .from(statements)
    .where(
      and(
        eq(statements.state, 'in_force'),
        inArray(statements.subjectId, [...new Set(asked.map(({ subjectId }) => subjectId))]),
      ),
    )
  const me = actorUserId(ctx)
  return new Map(
    rows.flatMap((row): [string, StatedProof][] => {
      const allowed = askedOfZoom(profile, row.rule)
      const until = allowed ? countsUntil(row, allowed) : ctx.now
      if (!isInForce({ ...row, lapsesAt: until }, ctx.now)) return []
      const verified = verifiedBy(row, me)
      const by = row.statedBy === me ? 'You' : row.statedByName
      return [[keyOf({ ...row, control: row.rule }), { by, at: row.statedAt, until, verified }]]
    }),
  )
}
