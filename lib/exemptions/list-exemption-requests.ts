import { and, asc, desc, eq, exists, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { exemptionRequests } from '#db/schema/exemptions'
import { affiliations } from '#db/schema/organisations'
import { query } from '../query'

export type ExemptionRequest = Omit<
  typeof exemptionRequests.$inferSelect,
  'organisationId' | 'saidBy' | 'decidedBy'
>

const waiting_max = 100
const decided_max = 20

/** Where clubs ask the reader's region or body to agree: what waits, and the last that was decided. */
export const listExemptionRequests = query({
  permission: 'exemption.decide_above',
  input: z.object({}),
  async run(
    tx,
  ): Promise<{ waiting: readonly ExemptionRequest[]; decided: readonly ExemptionRequest[] }> {
    const isUnder = tx
      .select({ id: affiliations.id })
      .from(affiliations)
      .where(
        and(
          eq(affiliations.otherOrganisationId, exemptionRequests.clubOrganisationId),
          eq(affiliations.side, 'lower'),
          isNull(affiliations.endsAt),
        ),
      )
    const waiting = await tx
      .select()
      .from(exemptionRequests)
      // A club that has left meanwhile is nobody’s to decide for here.
      .where(and(eq(exemptionRequests.state, 'waiting'), exists(isUnder)))
      .orderBy(asc(exemptionRequests.saidAt), asc(exemptionRequests.id))
      .limit(waiting_max)
    const decided = await tx
      .select()
      .from(exemptionRequests)
      .where(ne(exemptionRequests.state, 'waiting'))
      .orderBy(desc(exemptionRequests.saidAt), desc(exemptionRequests.id))
      .limit(decided_max)
    return { waiting: waiting.map(shown), decided: decided.map(shown) }
  },
})

/** Without who it was by id: whoever reads it knows them by name. */
function shown(row: typeof exemptionRequests.$inferSelect): ExemptionRequest {
  const { organisationId: _, saidBy: _saidBy, decidedBy: _decidedBy, ...rest } = row
  return rest
}
