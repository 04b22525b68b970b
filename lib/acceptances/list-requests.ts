import { and, asc, desc, eq, exists, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { acceptanceRequests } from '#db/schema/acceptances'
import { affiliations } from '#db/schema/organisations'
import type { Tx } from '#db/tenant'
import { controlWords } from '../core/control-words'
import { query } from '../query'

export type AcceptanceRequest = Omit<
  typeof acceptanceRequests.$inferSelect,
  'organisationId' | 'requestedBy' | 'decidedBy'
> & {
  /** What is wrong, in a line. */
  readonly headline: string
}

const waiting_max = 100
const decided_max = 20

/** What clubs ask the reader's region or body to accept: what waits, and the last that was decided. */
export const listRequests = query({
  permission: 'acceptance.decide_above',
  input: z.object({}),
  async run(
    tx,
  ): Promise<{ waiting: readonly AcceptanceRequest[]; decided: readonly AcceptanceRequest[] }> {
    const waiting = await tx
      .select()
      .from(acceptanceRequests)
      .where(and(eq(acceptanceRequests.state, 'requested'), exists(isUnder(tx))))
      .orderBy(asc(acceptanceRequests.requestedAt), asc(acceptanceRequests.id))
      .limit(waiting_max)
    const decided = await tx
      .select()
      .from(acceptanceRequests)
      .where(ne(acceptanceRequests.state, 'requested'))
      .orderBy(desc(acceptanceRequests.requestedAt), desc(acceptanceRequests.id))
      .limit(decided_max)
    return { waiting: waiting.map(shown), decided: decided.map(shown) }
  },
})

/** A club that has left meanwhile is nobody’s to decide for here. */
const isUnder = (tx: Tx) =>
  tx
    .select({ id: affiliations.id })
    .from(affiliations)
    .where(
      and(
        eq(affiliations.otherOrganisationId, acceptanceRequests.clubOrganisationId),
        eq(affiliations.side, 'lower'),
        isNull(affiliations.endsAt),
      ),
    )

const shown = (row: typeof acceptanceRequests.$inferSelect): AcceptanceRequest => ({
  ...row,
  headline: controlWords(row.control, row.subjectKind).headline,
})
