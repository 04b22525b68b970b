import { and, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { memberships } from '#db/schema/organisations'
import type { Context } from '../context'
import { membershipInForce } from '../memberships/membership-in-force'
import { namesOfUsers } from '../memberships/names-of-users'
import { query } from '../query'

const posts = ['welfare_officer', 'administrator', 'safeguarding_lead'] as const

const listPosts = query({
  permission: 'officer.read',
  input: z.object({}),
  run: (tx, ctx) =>
    tx
      .selectDistinct({ userId: memberships.userId, role: memberships.role })
      .from(memberships)
      .where(and(inArray(memberships.role, [...posts]), membershipInForce(ctx.now)))
      .orderBy(memberships.role)
      .limit(100),
})

/** Whom one can turn to where one belongs: name, address and post of each. */
export async function listOwnOfficers(
  ctx: Context,
): Promise<readonly { name: string; email: string; role: string }[]> {
  const rows = await listPosts(ctx, {})
  const names = await namesOfUsers(rows.map(({ userId }) => userId))
  return rows.flatMap(({ userId, role }) => {
    const found = names.get(userId)
    return found ? [{ ...found, role }] : []
  })
}
