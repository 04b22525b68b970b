import { inArray } from 'drizzle-orm'
import { inNoTenant } from '#db/tenant'
import { users } from '#db/schema/identity'
import { authPool } from '../database/pools'

/**
 * Name and address of users whose ids were read from one's own organisation, and of no others: the
 * caller has the ids from a query. Somebody who gave no name is called by their address.
 */
export async function namesOfUsers(
  userIds: readonly string[],
): Promise<ReadonlyMap<string, { name: string; email: string }>> {
  if (userIds.length === 0) return new Map()
  const rows = await inNoTenant(authPool(), (tx) =>
    tx
      .select({ id: users.id, name: users.name, email: users.email })
      .from(users)
      .where(inArray(users.id, [...new Set(userIds)])),
  )
  return new Map(rows.map(({ id, name, email }) => [id, { name: name ?? email, email }]))
}
