import { and, asc, gt, isNull, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import { myMemberships } from '#db/schema/organisations'
import { query } from '../query'

export type MyOrganisation = {
  id: string
  kind: string
  name: string
  slug: string
  /** Every post held there now, longest first. */
  roles: readonly string[]
  /** Their row of the club's register; null for whoever does not coach there. */
  coachId: string | null
}

const rowsMax = 500

/** Where one belongs now, and as what: asked in one's own record, by name. */
export const listMyOrganisations = query({
  permission: 'membership.own',
  input: z.object({}),
  async run(tx, ctx): Promise<MyOrganisation[]> {
    const rows = await tx
      .select()
      .from(myMemberships)
      .where(
        and(
          lte(myMemberships.startsAt, ctx.now),
          or(isNull(myMemberships.endsAt), gt(myMemberships.endsAt, ctx.now)),
        ),
      )
      .orderBy(asc(myMemberships.ofName), asc(myMemberships.startsAt), asc(myMemberships.id))
      .limit(rowsMax)
    const found = new Map<string, MyOrganisation>()
    for (const { ofOrganisationId: id, ofKind, ofName, ofSlug, role, coachId } of rows) {
      const there = found.get(id)
      found.set(id, {
        id,
        kind: ofKind,
        name: ofName,
        slug: ofSlug,
        roles: [...(there?.roles ?? []), role],
        coachId: there?.coachId ?? coachId,
      })
    }
    return [...found.values()]
  },
})
