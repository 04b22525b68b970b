import { inArray } from 'drizzle-orm'
import { inNoTenant } from '#db/tenant'
import { userEmails } from '#db/schema/identity'
import { authPool } from '../database/pools'

/**
 * Every address that each of these users has shown to be theirs: of users whose ids were read from
 * one's own organisation, and of no others. Not to be shown to anybody.
 */
export async function emailsOfUsers(
  userIds: readonly string[],
): Promise<readonly { userId: string; email: string }[]> {
  if (userIds.length === 0) return []
  return inNoTenant(authPool(), (tx) =>
    tx
      .select({ userId: userEmails.userId, email: userEmails.email })
      .from(userEmails)
      .where(inArray(userEmails.userId, [...userIds])),
  )
}
