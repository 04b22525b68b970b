import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { affiliations, memberships } from '#db/schema/organisations'
import { whoMayBeCoach } from '../coaches/who-may-be-coach'

/** Who can decide on a request: somebody else of the club, else the region or body above it. */
export type WhoDecides =
  | { readonly kind: 'club' }
  | { readonly kind: 'above'; readonly id: string; readonly name: string }
  | { readonly kind: 'nobody' }

/**
 * Who decides where this user asks: another officer of the club who is not the coach concerned,
 * nor may be; where there is none, the region that the club is under, or its governing body.
 */
export async function whoDecides(
  tx: Tx,
  userId: string,
  coachId: string | null,
): Promise<WhoDecides> {
  const others = await tx
    .selectDistinct({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        inArray(memberships.role, ['welfare_officer', 'administrator']),
        isNull(memberships.endsAt),
        ne(memberships.userId, userId),
      ),
    )
  const ids = others.map((other) => other.userId)
  const concerned = await whoMayBeCoach(tx, coachId, ids)
  if (ids.some((other) => !concerned.has(other))) return { kind: 'club' }
  const [above] = await tx
    .select({ id: affiliations.otherOrganisationId, name: affiliations.otherName })
    .from(affiliations)
    .where(and(eq(affiliations.side, 'upper'), isNull(affiliations.endsAt)))
    .orderBy(desc(affiliations.otherKind), asc(affiliations.startsAt), asc(affiliations.id))
    .limit(1)
  return above ? { kind: 'above', ...above } : { kind: 'nobody' }
}
