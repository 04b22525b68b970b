import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { recordCheckViews } from '#db/schema/register'
import { id } from '../ids'
import { query } from '../query'
import { notFound } from '../core/errors'
import { onRegister } from './on-register'
import { onlyOwnChecks } from './only-own-checks'

/** One time that more of a record check was shown to somebody. */
export type CheckView = { by: string; at: Date; withReference: boolean }

const views_max = 200

/** Who has seen somebody's record check, the last first: for the person, and for the officer. */
export const listViews = query({
  permission: 'record_check.read',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }): Promise<{ name: string; views: CheckView[] }> {
    const own = onlyOwnChecks(ctx)
    if (own && own !== coachId) throw notFound()
    const { name } = await onRegister(tx, ctx, coachId)
    const rows = await tx
      .select()
      .from(recordCheckViews)
      .where(eq(recordCheckViews.coachId, coachId))
      .orderBy(desc(recordCheckViews.at), desc(recordCheckViews.id))
      .limit(views_max)
    const views = rows.map(({ viewedByName: by, at, withReference }) => ({ by, at, withReference }))
    return { name, views }
  },
})
