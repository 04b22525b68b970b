import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { appointments, credentials } from '#db/schema/register'
import { grouped } from '../core/grouped'
import type { OnRegister } from '../core/imports/compare-person'

type Claims = Pick<OnRegister, 'roles' | 'credentials'>

const none: Claims = { roles: [], credentials: [] }

/** Which roles these people have or were asked for, and what they have to show. */
export async function registerClaims(
  tx: Tx,
  coachIds: readonly string[],
): Promise<(coachId: string) => Claims> {
  if (coachIds.length === 0) return () => none
  const posts = await tx
    .select()
    .from(appointments)
    .where(and(inArray(appointments.coachId, [...coachIds]), isNull(appointments.endsAt)))
  const shown = await tx
    .select()
    .from(credentials)
    .where(and(inArray(credentials.coachId, [...coachIds]), eq(credentials.state, 'in_force')))
  const postsOf = grouped(posts, ({ coachId }) => coachId)
  const shownOf = grouped(shown, ({ coachId }) => coachId)
  return (coachId) => ({
    roles: (postsOf.get(coachId) ?? []).map(({ role }) => role),
    credentials: shownOf.get(coachId) ?? [],
  })
}
