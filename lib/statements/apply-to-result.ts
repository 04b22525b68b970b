import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { resultsCurrent } from '#db/schema/results'
import type { Context } from '../context'
import { askedOfZoom, type StatementAsked } from '../core/proof/asked'
import { countsUntil, mayStandIn } from '../core/proof/statement'
import { appendStated } from '../findings/record-results'
import { effectiveProfile } from '../profiles/effective-profile'
import { signedDue } from '../sign-offs/signed-due'
import { standing } from './standing'
import { subjectOf, type Of } from './subject-of'

/**
 * Brings the result that a statement is about up to date with what is stated now: it stands on the
 * statement in force or, without one, could not be checked. Whatever else the result is, Zoom said,
 * and stays. To be called in the transaction that made, ended or lapsed a statement.
 */
export async function applyToResult(
  tx: Tx,
  ctx: Context,
  of: Of,
  at: Date = ctx.now,
): Promise<void> {
  const { subjectKind, subjectId, rule } = of
  // What is about people and the club is judged with all that they sign and state, and soon.
  if (subjectKind === 'club' || subjectKind === 'coach') {
    await signedDue(tx, ctx)
    return
  }
  const [row] = await tx
    .select()
    .from(resultsCurrent)
    .where(
      and(
        eq(resultsCurrent.subjectKind, subjectKind),
        eq(resultsCurrent.subjectId, subjectId),
        eq(resultsCurrent.control, rule),
      ),
    )
    .for('update')
  if (!row || !mayStandIn(row.result, row.reason)) return
  const asked = askedOfZoom(await effectiveProfile(tx, ctx, ctx.now), rule)
  const stated = asked ? await inForce(tx, ctx, of, asked) : null
  if (row.statementId === (stated?.id ?? null)) return
  const { connectionId } = await subjectOf(tx, ctx, of)
  await appendStated(tx, ctx, row, { connectionId: connectionId ?? subjectId, at }, stated)
}

async function inForce(tx: Tx, ctx: Context, of: Of, asked: StatementAsked) {
  const row = await standing(tx, of)
  const until = row ? countsUntil(row, asked) : ctx.now
  return row && until > ctx.now ? { id: row.id, until } : null
}
