import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { statements } from '#db/schema/statements'
import type { Context } from '../context'
import { askedOfZoom } from '../core/proof/asked'
import { countsUntil, mayStandIn } from '../core/proof/statement'
import { keyOf, type Verdict } from '../findings/verdict'
import { effectiveProfile } from '../profiles/effective-profile'

/**
 * Verdicts, with the statement beside each that stands in for what Zoom never tells, where the
 * profile takes one. What Zoom did tell, or may tell another time, is left as it is. Asks the
 * database once, and only where there is anything to stand in for.
 */
export async function standIn(
  tx: Tx,
  ctx: Context,
  verdicts: readonly Verdict[],
): Promise<readonly Verdict[]> {
  const neverTold = verdicts.filter(({ result, reason }) => mayStandIn(result, reason))
  if (neverTold.length === 0) return verdicts
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const open = neverTold.filter(({ control }) => askedOfZoom(profile, control))
  if (open.length === 0) return verdicts
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
        ? [[keyOf({ ...row, control: row.rule }), { id: row.id, until }] as const]
        : []
    }),
  )
  const isOpen = new Set(open)
  return verdicts.map((verdict) => {
    const found = isOpen.has(verdict) ? stated.get(keyOf(verdict)) : undefined
    return found ? { ...verdict, stated: found } : verdict
  })
}
