import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { organisations } from '#db/schema/organisations'
import { usualTimeZone } from '../core/humane-hours'
import { query } from '../query'

/** By which clock the context's person gets reminders. */
export const getTimeZone = query({
  permission: 'membership.own',
  input: z.object({}),
  async run(tx, ctx): Promise<string> {
    const [row] = await tx
      .select({ timeZone: organisations.timeZone })
      .from(organisations)
      .where(eq(organisations.organisationId, ctx.organisation.id))
    return row?.timeZone ?? usualTimeZone
  },
})
