import { requireContext } from '#lib/auth/require-context'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import type { MyOrganisation } from '#lib/memberships/list-my-organisations'
import { getPerson, type Person } from '#lib/register/get-person'

/** What somebody is on one club's register. */
export type OwnPerson = { club: MyOrganisation; ctx: Context; person: Person }

/** More clubs than anybody is on the register of. */
const clubs_max = 30

/**
 * What somebody has and has to show in each of their clubs, each read in that club's own tenancy and
 * as what they are there. A club that they have left a moment ago is left out.
 */
export async function ownPeople(organisations: readonly MyOrganisation[]): Promise<OwnPerson[]> {
  const mine = organisations.filter(({ kind, coachId }) => kind === 'club' && coachId !== null)
  const found: OwnPerson[] = []
  for (const club of mine.slice(0, clubs_max)) {
    try {
      const ctx = await requireContext(club.slug)
      if (!ctx.coachId) continue
      found.push({ club, ctx, person: await getPerson(ctx, { coachId: ctx.coachId }) })
    } catch (error) {
      if (!isAppError(error, 'not_found')) throw error
    }
  }
  return found
}
