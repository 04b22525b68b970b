import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { affiliations } from '#db/schema/organisations'

/** The names of the bodies and regions above the organisation now. */
export async function bodiesAbove(tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ name: affiliations.otherName })
    .from(affiliations)
    .where(and(eq(affiliations.side, 'upper'), isNull(affiliations.endsAt)))
    .orderBy(asc(affiliations.otherName))
  return rows.map((row) => row.name)
}
