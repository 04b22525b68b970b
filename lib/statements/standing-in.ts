import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { statements } from '#db/schema/statements'
import type { Context } from '../context'
import { askedOfZoom } from '../core/proof/asked'
import { countsUntil, mayStandIn } from '../core/proof/statement'
import { keyOf, type Verdict } from '../findings/verdict'
import { effectiveProfile } from '../profiles/effective-profile'

type Statement = typeof statements.$inferSelect

/** What a check came to, as far as it says whether a statement may stand in for it. */
type CameTo = Pick<Verdict, 'subjectKind' | 'subjectId' | 'control' | 'result'> & {
  readonly reason: string | null
}

export type StandingIn<Result> = {
  /** What Zoom never tells, and the profile takes a statement for. */
  readonly open: readonly Result[]
  /** The statement that counts for it now, by its key, and until when it does. */
  readonly stated: ReadonlyMap<string, { readonly row: Statement; readonly until: Date }>
}

/**
 * Which statements stand in for what Zoom never tells. Asks the database only where there is
 * anything to stand in for.
 */
export async function standingIn<Result extends CameTo>(
  tx: Tx,
  ctx: Context,
  results: readonly Result[],
): Promise<StandingIn<Result>> {
  const none = { open: [], stated: new Map() }
  const neverTold = results.filter(({ result, reason }) => mayStandIn(result, reason))
  if (neverTold.length === 0) return none
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const open = neverTold.filter(({ control }) => askedOfZoom(profile, control))
  if (open.length === 0) return none
  const rows = await tx
    .select()
    .from(statements)
    .where(
      and(
        eq(statements.state, 'in_force'),
        gt(statements.lapsesAt, ctx.now),
        inArray(statements.subjectId, [...new Set(open.map(({ subjectId }) => subjectId))]),
      ),
    )
  const stated = new Map(
    rows.flatMap((row) => {
      const asked = askedOfZoom(profile, row.rule)
      const until = asked ? countsUntil(row, asked) : ctx.now
      return until > ctx.now
        ? [[keyOf({ ...row, control: row.rule }), { row, until }] as const]
        : []
    }),
  )
  return { open, stated }
}
