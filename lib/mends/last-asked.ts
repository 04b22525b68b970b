import { and, desc, eq } from 'drizzle-orm'
import { coaches } from '#db/schema/coaches'
import { mendRequests } from '#db/schema/mends'
import { calendarDate } from '../core/dates'
import { id } from '../ids'
import { query } from '../query'
import { askedInput } from './ask-host'

export type LastAsked = {
  /** False where the coach has no record of their own here, in which they could be told. */
  readonly canBeAsked: boolean
  readonly last: {
    readonly askedAt: Date
    /** Who asked, as they were called then. */
    readonly askedBy: string
    /** They are not asked again today. */
    readonly isToday: boolean
  } | null
}

/** Whether a host can be asked to mend something, and when they last were. */
export const lastAsked = query({
  permission: 'mend.ask',
  input: askedInput.extend({ coachId: id }),
  async run(tx, ctx, { subjectKind, subjectId, coachId }): Promise<LastAsked> {
    const [coach] = await tx.select().from(coaches).where(eq(coaches.id, coachId))
    const [last] = await tx
      .select()
      .from(mendRequests)
      .where(and(eq(mendRequests.subjectKind, subjectKind), eq(mendRequests.subjectId, subjectId)))
      .orderBy(desc(mendRequests.askedAt))
      .limit(1)
    return {
      canBeAsked: coach !== undefined && coach.personOrganisationId !== null && !coach.endsAt,
      last: last
        ? {
            askedAt: last.askedAt,
            askedBy: last.askedByName,
            isToday: last.askedOn === calendarDate(ctx.now),
          }
        : null,
    }
  },
})
