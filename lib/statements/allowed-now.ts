import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { resultsCurrent } from '#db/schema/results'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { equivalentsFor, type Equivalent } from '../core/profiles/equivalents'
import { askedOfClub, askedOfCoach, askedOfZoom, type StatementAsked } from '../core/proof/asked'
import { mayStandIn } from '../core/proof/statement'
import { effectiveProfile } from '../profiles/effective-profile'
import type { Of } from './subject-of'

/** What the rules take, and what else counts in its place: none where Zoom would tell. */
type Allowed = StatementAsked & { readonly equivalents: readonly Equivalent[] }

/**
 * What the profile says of a statement about a rule now. Throws `conflict` where it takes none of
 * that subject or Zoom tells it, or may tell it another time; `not_found` where nothing was ever checked there.
 */
export async function allowedNow(tx: Tx, ctx: Context, of: Of): Promise<Allowed> {
  const { subjectKind, subjectId, rule } = of
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const equivalents = equivalentsFor(profile, rule)
  if (subjectKind === 'club' || subjectKind === 'coach') {
    const all = subjectKind === 'club' ? askedOfClub(profile) : askedOfCoach(profile)
    const asked = all.find((each) => each.rule === rule)
    if (!asked) throw conflict('The rules take no statement for this.')
    return { ...asked, equivalents }
  }
  const asked = askedOfZoom(profile, rule)
  if (!asked) throw conflict('The rules take no statement for this.')
  const [row] = await tx
    .select({ result: resultsCurrent.result, reason: resultsCurrent.reason })
    .from(resultsCurrent)
    .where(
      and(
        eq(resultsCurrent.subjectKind, subjectKind),
        eq(resultsCurrent.subjectId, subjectId),
        eq(resultsCurrent.control, rule),
      ),
    )
  if (!row) throw notFound()
  if (!mayStandIn(row.result, row.reason)) {
    throw conflict('Zoom tells us this, or may soon. So there is nothing to state.')
  }
  return { ...asked, equivalents: [] }
}
