import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { organisations } from '#db/schema/organisations'
import { command } from '../command'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { isTimeZone } from '../core/time-zones'

/** By which clock one gets reminders. */
export const changeTimeZone = command({
  name: 'person.change_time_zone',
  permission: 'person.change',
  input: z.object({
    timeZone: z.string().refine(isTimeZone, 'Choose a place from the list.'),
  }),
  async run(tx, ctx, { timeZone }) {
    const userId = actorUserId(ctx)
    if (!userId) throw notFound()
    await tx
      .update(organisations)
      .set({ timeZone })
      .where(eq(organisations.organisationId, ctx.organisation.id))
    return { result: undefined, trail: [{ subject: 'person', subjectId: userId }] }
  },
})
