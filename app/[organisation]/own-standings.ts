import { requireContext } from '#lib/auth/require-context'
import { getCoach, type Coach } from '#lib/coaches/get-coach'
import { isAppError } from '#lib/core/errors'
import type { OwnStanding } from '#lib/core/to-do'
import type { ListedFinding } from '#lib/findings/list-findings'
import type { MyOrganisation } from '#lib/memberships/list-my-organisations'

/** More clubs than anybody coaches for. */
const clubs_max = 30

/**
 * How somebody stands in each club that they coach for, each read in that club's own tenancy and as
 * what they are there. A club that they have left a moment ago is left out.
 */
export async function ownStandings(
  organisations: readonly MyOrganisation[],
): Promise<OwnStanding<ListedFinding>[]> {
  const coached = organisations.filter(({ kind, coachId }) => kind === 'club' && coachId !== null)
  const standings: OwnStanding<ListedFinding>[] = []
  for (const { name, slug } of coached.slice(0, clubs_max)) {
    const coach = await coachOf(slug)
    if (coach) {
      const { status, open, sessions } = coach
      standings.push({ name, slug, status, open, sessions })
    }
  }
  return standings
}

async function coachOf(slug: string): Promise<Coach | null> {
  try {
    const ctx = await requireContext(slug)
    return ctx.coachId ? await getCoach(ctx, { coachId: ctx.coachId }) : null
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    throw error
  }
}
