import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { memberships } from '#db/schema/organisations'
import type { Context } from '../context'
import { newId } from '../ids'

type NewMembership = Pick<typeof memberships.$inferInsert, 'userId' | 'role' | 'coachId'>

/**
 * Somebody is a member here from now on, and their own record says so. Returns false, and changes
 * nothing, where they are that already.
 */
export async function addMembership(
  tx: Tx,
  ctx: Context,
  membership: NewMembership,
): Promise<boolean> {
  const [added] = await tx
    .insert(memberships)
    .values({
      organisationId: ctx.organisation.id,
      id: newId(),
      ...membership,
      startsAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: memberships.id })
  if (!added) return false
  await deliverMembership(tx, added.id)
  return true
}

/** A membership as it now is, to the person whose it is. */
export async function deliverMembership(tx: Tx, membershipId: string): Promise<void> {
  await tx.execute(sql`select deliver_membership(${membershipId})`)
}
