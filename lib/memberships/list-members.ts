import { and, asc, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { memberships } from '#db/schema/organisations'
import { actorUserId, type Context } from '../context'
import { query } from '../query'
import { namesOfUsers } from './names-of-users'

export type Member = {
  membershipId: string
  userId: string
  name: string
  email: string
  role: string
  startsAt: Date
  endsAt: Date | null
  /** The one who asks. */
  isSelf: boolean
}

const rowsMax = 500

const listPosts = query({
  permission: 'membership.read',
  input: z.object({}),
  run: (tx) =>
    tx
      .select()
      .from(memberships)
      .where(and(isNull(memberships.endsAt), ne(memberships.role, 'coach')))
      .orderBy(asc(memberships.startsAt), asc(memberships.id))
      .limit(rowsMax),
})

/** Who keeps the organisation going now: everybody with a post here, coaches aside, longest first. */
export async function listMembers(ctx: Context): Promise<Member[]> {
  const rows = await listPosts(ctx, {})
  const names = await namesOfUsers(rows.map((row) => row.userId))
  return rows.map(({ id: membershipId, userId, role, startsAt, endsAt }) => ({
    membershipId,
    userId,
    ...(names.get(userId) ?? { name: 'Somebody', email: '' }),
    role,
    startsAt,
    endsAt,
    isSelf: userId === actorUserId(ctx),
  }))
}
