import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { actorUserId, type Context } from '../context'
import { notFound } from '../core/errors'

/** The asker's own row of the club's register, whatever they are there. Throws `not_found`. */
export async function ownRow(tx: Tx, ctx: Context): Promise<typeof coaches.$inferSelect> {
  const userId = actorUserId(ctx)
  if (ctx.organisation.kind !== 'club' || userId === null) throw notFound()
  const mine = ctx.coachId ? eq(coaches.id, ctx.coachId) : eq(coaches.userId, userId)
  const [row] = await tx
    .select()
    .from(coaches)
    .where(and(mine, eq(coaches.userId, userId), isNull(coaches.endsAt)))
    .orderBy(coaches.startsAt, coaches.id)
    .limit(1)
  if (!row) throw notFound()
  return row
}
