import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { onlyCoach } from '../coaches/only-coach'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'

/**
 * Somebody's row of the register, for who may see it: a coach only their own. Held until the
 * transaction ends, so that they do not leave meanwhile. Throws `not_found`.
 */
export async function onRegister(tx: Tx, ctx: Context, coachId: string) {
  if (ctx.organisation.kind !== 'club') throw notFound()
  const own = onlyCoach(ctx)
  const [row] = await tx.select().from(coaches).where(eq(coaches.id, coachId)).for('share')
  if (!row || (own && own !== coachId)) throw notFound()
  return row
}

/** The same where they are still there. Throws `conflict` where they have left. */
export async function stillOnRegister(tx: Tx, ctx: Context, coachId: string) {
  const row = await onRegister(tx, ctx, coachId)
  if (row.endsAt) throw conflict(`${row.name} is no longer on the register.`)
  return row
}
