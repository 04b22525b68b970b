import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { addMembership } from '../memberships/add-membership'
import { carryNotCleared } from '../register/carry-not-cleared'
import { deliverStatus } from '../roll-ups/deliver-status'
import type { TrailEntry } from '../trail/trail-entry'

/**
 * Links a row of the register to the person who accepted its invitation; nothing else does. Returns
 * lines for the trail where they were said to be not cleared under another row. Throws
 * `conflict` where the row is somebody's already or has ended, or the person has another one here.
 */
export async function linkCoach(
  tx: Tx,
  ctx: Context,
  coachId: string,
  userId: string,
): Promise<TrailEntry[]> {
  const found = await tx.execute<{ id: string | null }>(
    sql`select person_organisation(${userId}) as id`,
  )
  const personOrganisationId = found.rows[0]?.id
  if (!personOrganisationId) throw new Error('a user without a record of their own')
  const [linked] = await tx
    .update(coaches)
    .set({ userId, personOrganisationId })
    .where(and(eq(coaches.id, coachId), isNull(coaches.userId), isNull(coaches.endsAt)))
    .returning()
  if (!linked) throw conflict('This place on the register is no longer free. Ask the club.')
  if (!(await addMembership(tx, ctx, { userId, role: 'coach', coachId }))) {
    throw conflict('You are on this club’s register already. Ask the club to look.')
  }
  const carried = await carryNotCleared(tx, ctx, [linked])
  await deliverStatus(tx, ctx)
  return carried
}
