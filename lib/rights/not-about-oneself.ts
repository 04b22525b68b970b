import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'

/**
 * The row of the register that an officer decides about, held until the commit, and who they are.
 * Throws `not_found`, `conflict` where it is, or may be, their own.
 */
export async function decidedAbout(tx: Tx, ctx: Context, coachId: string) {
  if (ctx.organisation.kind !== 'club' || ctx.actor.kind !== 'user') throw notFound()
  const [row] = await tx.select().from(coaches).where(eq(coaches.id, coachId)).for('update')
  if (!row) throw notFound()
  const { userId, name } = ctx.actor
  if (await mayBeCoach(tx, coachId, userId)) {
    throw conflict('This is about you. Somebody else has to decide it.')
  }
  return { row, by: { userId, name } }
}
