import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { invitations } from '#db/schema/organisations'
import { emailsOfUsers } from '../memberships/emails-of-users'

/**
 * Which of these users are a coach of the register, or may be, so that what is found against the
 * coach is not theirs to decide: the one who accepted the invitation, whether the coach is still here
 * or not; where nobody has yet, each whose address is the row's own or that of an invitation to it.
 * Couples share addresses: this links nobody to anything, it only asks for another person.
 */
export async function whoMayBeCoach(
  tx: Tx,
  coachId: string | null,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (coachId === null) return new Set()
  const [coach] = await tx.select().from(coaches).where(eq(coaches.id, coachId))
  if (!coach) return new Set()
  if (coach.userId !== null) return new Set(userIds.filter((userId) => userId === coach.userId))
  const invited = await tx
    .select({ email: invitations.email })
    .from(invitations)
    .where(and(eq(invitations.coachId, coachId), eq(invitations.state, 'sent')))
  const addresses = new Set([coach.email, ...invited.map(({ email }) => email)])
  const theirs = await emailsOfUsers(userIds)
  return new Set(theirs.filter(({ email }) => addresses.has(email)).map(({ userId }) => userId))
}

/** True where the user is the coach, or may be. */
export const mayBeCoach = async (
  tx: Tx,
  coachId: string | null,
  userId: string,
): Promise<boolean> => (await whoMayBeCoach(tx, coachId, [userId])).has(userId)

/** Which of these rows of the register the user is, or may be: the same for many rows at once. */
export async function whichMayBe(
  tx: Tx,
  coachIds: readonly string[],
  userId: string,
): Promise<ReadonlySet<string>> {
  if (coachIds.length === 0) return new Set()
  const ids = [...new Set(coachIds)]
  const rows = await tx.select().from(coaches).where(inArray(coaches.id, ids))
  const invited = await tx
    .select({ coachId: invitations.coachId, email: invitations.email })
    .from(invitations)
    .where(and(inArray(invitations.coachId, ids), eq(invitations.state, 'sent')))
  const own = new Set((await emailsOfUsers([userId])).map(({ email }) => email))
  const mailed = new Set(invited.filter(({ email }) => own.has(email)).map((row) => row.coachId))
  const may = rows.filter((row) =>
    row.userId === null ? own.has(row.email) || mailed.has(row.id) : row.userId === userId,
  )
  return new Set(may.map(({ id }) => id))
}
