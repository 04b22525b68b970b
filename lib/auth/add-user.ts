import { eq, sql } from 'drizzle-orm'
import { inNoTenant, type Tx } from '#db/tenant'
import { userEmails, users } from '#db/schema/identity'
import { authPool } from '../database/pools'
import { newId } from '../ids'

/** `name` is null where they have not said yet; `email` is as `emailAddress` makes it, and proved. */
export type NewUser = { name: string | null; email: string }

/** `organisationId` is their own record's. `nameless` until they have said what they are called. */
export type AddedUser = { userId: string; organisationId: string; nameless: boolean }

/**
 * Somebody who has shown that an address is theirs: their user and their own record. Whoever has
 * the address already stays as they are, their name too. Safe to call again, and at once.
 */
export const addUser = (user: NewUser, now: Date): Promise<AddedUser> =>
  inNoTenant(authPool(), (tx) => addUserIn(tx, user, now))

/** The same within a transaction of the role `auth`. */
export async function addUserIn(tx: Tx, { name, email }: NewUser, now: Date): Promise<AddedUser> {
  const owner = (await ownerOf(tx, email)) ?? (await newOwner(tx, { name, email }, now))
  const made = await tx.execute<{ id: string }>(
    sql`select found_person(${owner.userId}, ${owner.name ?? email}, ${now.toISOString()}) as id`,
  )
  const organisationId = made.rows[0]?.id
  if (!organisationId) throw new Error('a user has no record of their own')
  return { userId: owner.userId, organisationId, nameless: owner.name === null }
}

async function ownerOf(tx: Tx, email: string) {
  const [owner] = await tx
    .select({ userId: users.id, name: users.name })
    .from(userEmails)
    .innerJoin(users, eq(users.id, userEmails.userId))
    .where(eq(userEmails.email, email))
  return owner
}

/** Of two who come at once, one waits at the address, which may be there once, and finds the other's. */
async function newOwner(tx: Tx, { name, email }: NewUser, now: Date) {
  const [added] = await tx
    .insert(users)
    .values({ id: newId(), name, email, emailVerified: now, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: users.id })
  if (added) await tx.insert(userEmails).values({ email, userId: added.id, verifiedAt: now })
  const owner = await ownerOf(tx, email)
  if (!owner) throw new Error('an address that was just added has no user')
  return owner
}
