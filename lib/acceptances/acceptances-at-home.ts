import { and, asc, count, eq, gt, isNull, ne, notInArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { acceptances } from '#db/schema/acceptances'
import { coaches } from '#db/schema/coaches'
import { findings } from '#db/schema/results'
import { actorUserId } from '../context'
import { controlWords } from '../core/control-words'
import { emailsOfUsers } from '../memberships/emails-of-users'
import { query } from '../query'

export type AcceptancesAtHome = {
  /** What waits for the reader's yes or no, the longest waiting first: the first few of them. */
  readonly toDecide: readonly {
    readonly findingId: string
    readonly headline: string
    readonly requestedByName: string
    readonly requestedAt: Date
  }[]
  readonly toDecideInAll: number
  /** What waits for somebody else. */
  readonly waiting: number
  /** Open findings whose risk is accepted now: counted apart from what is to mend. */
  readonly accepted: number
}

const shown_max = 5

/** What an officer has to decide about risks, and how many are accepted. */
export const acceptancesAtHome = query({
  permission: 'acceptance.decide',
  input: z.object({}),
  async run(tx, ctx): Promise<AcceptancesAtHome> {
    const reader = actorUserId(ctx) ?? ''
    const addresses = (await emailsOfUsers([reader])).map(({ email }) => email)
    const rows = await tx
      .select({ acceptance: acceptances, inAll: sql<number>`(count(*) over ())::integer` })
      .from(acceptances)
      .leftJoin(coaches, eq(coaches.id, acceptances.coachId))
      .where(
        and(
          eq(acceptances.state, 'requested'),
          isNull(acceptances.aboveId),
          ne(acceptances.requestedBy, reader),
          or(
            isNull(coaches.id),
            ne(coaches.userId, reader),
            and(isNull(coaches.userId), notInArray(coaches.email, addresses)),
          ),
        ),
      )
      .orderBy(asc(acceptances.requestedAt), asc(acceptances.id))
      .limit(shown_max)
    const toDecideInAll = rows[0]?.inAll ?? 0
    const all = await tx.$count(acceptances, eq(acceptances.state, 'requested'))
    const [accepted] = await tx
      .select({ number: count() })
      .from(findings)
      .where(and(eq(findings.state, 'open'), gt(findings.acceptedUntil, ctx.now)))
    return {
      toDecide: rows.map(({ acceptance: { findingId, control, subjectKind, ...asked } }) => ({
        findingId,
        headline: controlWords(control, subjectKind).headline,
        requestedByName: asked.requestedByName,
        requestedAt: asked.requestedAt,
      })),
      toDecideInAll,
      waiting: all - toDecideInAll,
      accepted: accepted?.number ?? 0,
    }
  },
})
