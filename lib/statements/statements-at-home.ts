import { and, eq, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { exemptions } from '#db/schema/exemptions'
import { actorUserId } from '../context'
import { isToState } from '../core/proof/asked-state'
import { query } from '../query'
import { clubAsked } from './asked-of-club'

export type StatementsAtHome = {
  /** What the club still has to state: of what must be so, and of what is advice until a day. */
  readonly must: number
  readonly advice: number
  /** What waits for the reader to say whether rules do not apply. */
  readonly toDecide: number
}

/** What an officer has to say for the club: rules to state, and where rules do not apply. */
export const statementsAtHome = query({
  permission: 'statement.verify',
  input: z.object({}),
  async run(tx, ctx): Promise<StatementsAtHome> {
    const open = (await clubAsked(tx, ctx)).filter(({ state }) => isToState(state))
    const reader = actorUserId(ctx) ?? ''
    const waiting = await tx
      .select({ id: exemptions.id })
      .from(exemptions)
      .leftJoin(coaches, eq(coaches.id, exemptions.coachId))
      .where(
        and(
          eq(exemptions.state, 'waiting'),
          isNull(exemptions.aboveId),
          ne(exemptions.saidBy, reader),
          or(isNull(coaches.userId), ne(coaches.userId, reader)),
        ),
      )
    return {
      must: open.filter(({ level }) => level === 'MUST').length,
      advice: open.filter(({ level }) => level === 'SHOULD').length,
      toDecide: waiting.length,
    }
  },
})
