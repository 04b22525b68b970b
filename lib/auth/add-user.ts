import { eq, sql } from 'drizzle-orm'
import { inNoTenant, type Tx } from '#db/tenant'
import { userEmails, users } from '#db/schema/identity'
import { authPool } from '../database/pools'
import { newId } from '../ids'

/** `name` is null where they have not said yet; `email` is as `emailAddress` makes it, and proved. */
export type NewUser = { name: string | null; email: string }

export type AddedUser = { userId: string; organisationId: string }

/**
 * Somebody who has shown that an address is theirs: their user and their own record. Whoever has
 * the address already stays as they are, their name too. Safe to call again, and at once.
 */
export const addUser = (user: NewUser, now: Date): Promise<AddedUser> =>
  inNoTenant(authPool(), (tx) => addUserIn(tx, user, now))

/** The same within a transaction of the role `auth`. */
export async function addUserIn(tx: Tx, { name, email }: NewUser, now: Date): Promise<AddedUser> {
  const newUserId = newId()
  // Of two who come at once, one waits at the unique address and then finds the other's.
  await tx
    .insert(users)
    .values({ id: newUserId, name, email, emailVerified: now, createdAt: now })
    .onConflictDoNothing()
  await tx
    .insert(userEmails)
    .select(
      tx
        .select({
          email: users.email,
          userId: users.id,
          verifiedAt: sql`${now.toISOString()}`.as('v'),
        })
        .from(users)
        .where(eq(users.email, email)),
    )
    .onConflictDoNothing()
  const [owner] = await tx
    .select({ userId: userEmails.userId, name: users.name })
    .from(userEmails)
    .innerJoin(users, eq(users.id, userEmails.userId))
    .where(eq(userEmails.email, email))
  if (!owner) throw new Error('an address that was just added has no user')
  const called = owner.name ?? email
  const made = await tx.execute<{ id: string }>(
    sql`select found_person(${owner.userId}, ${called}, ${now.toISOString()}) as id`,
  )
  return { userId: owner.userId, organisationId: made.rows[0]?.id ?? '' }
}
