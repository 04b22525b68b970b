import { and, eq, isNotNull, lte } from 'drizzle-orm'
import { z } from 'zod'
import { erasures } from '#db/schema/rights'
import { day_ms } from '../core/durations'
import { query } from '../query'

/** For so many days before it happens it stands on a club's first page. */
const soon_days = 14

export type ErasuresAtHome = {
  /** Requests that nobody has answered, and until when the first has to be. */
  waiting: number
  answerBy: Date | null
  /** People who will be erased soon. */
  soon: number
}

/** What a club's first page says of people who are to be erased. */
export const erasuresAtHome = query({
  permission: 'erasure.decide',
  input: z.object({}),
  async run(tx, ctx): Promise<ErasuresAtHome> {
    const soon = new Date(ctx.now.getTime() + soon_days * day_ms)
    const waiting = await tx
      .select({ answerBy: erasures.answerBy })
      .from(erasures)
      .where(and(isNotNull(erasures.coachId), eq(erasures.state, 'waiting')))
      .orderBy(erasures.answerBy)
    return {
      waiting: waiting.length,
      answerBy: waiting[0]?.answerBy ?? null,
      soon: await tx.$count(
        erasures,
        and(eq(erasures.state, 'planned'), lte(erasures.eraseAt, soon)),
      ),
    }
  },
})
