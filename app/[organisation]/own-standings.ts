import { requireContext } from '#lib/auth/require-context'
import { getCoach, type Coach } from '#lib/coaches/get-coach'
import { isAppError } from '#lib/core/errors'
import { signedRules } from '#lib/core/sign-offs/judge-signed'
import type { OwnStanding, OwnToSign } from '#lib/core/to-do'
import type { ListedFinding } from '#lib/findings/list-findings'
import { askedOfCoach, type AskedOf } from '#lib/mends/asked-of-coach'
import type { MyOrganisation } from '#lib/memberships/list-my-organisations'
import { toSign } from '#lib/sign-offs/own-sign-offs'

/** A finding, with who of the club asked them to mend it, where somebody did. */
export type OwnFinding = ListedFinding & { asked: AskedOf | null }

/** More clubs than anybody coaches for. */
const clubs_max = 30

/**
 * How somebody stands in each club that they coach for, each read in that club's own tenancy and as
 * what they are there. A club that they have left a moment ago is left out.
 */
export async function ownStandings(
  organisations: readonly MyOrganisation[],
): Promise<OwnStanding<OwnFinding>[]> {
  const coached = organisations.filter(({ kind, coachId }) => kind === 'club' && coachId !== null)
  const standings: OwnStanding<OwnFinding>[] = []
  for (const { name, slug } of coached.slice(0, clubs_max)) {
    const found = await coachOf(slug)
    if (found) {
      const { status, sessions } = found.coach
      // What is to sign stands there by itself, with its day.
      const other = found.coach.open.filter(
        ({ subjectKind, control }) =>
          found.toSign.length === 0 || subjectKind !== 'coach' || !signedRules.includes(control),
      )
      const open = other.map((each) => ({
        ...each,
        asked: found.asked.find(({ findingId }) => findingId === each.findingId) ?? null,
      }))
      standings.push({ name, slug, status, open, sessions, toSign: found.toSign })
    }
  }
  return standings
}

type Found = { coach: Coach; asked: readonly AskedOf[]; toSign: readonly OwnToSign[] }

async function coachOf(slug: string): Promise<Found | null> {
  try {
    const ctx = await requireContext(slug)
    if (!ctx.coachId) return null
    const coach = await getCoach(ctx, { coachId: ctx.coachId })
    return { coach, asked: await askedOfCoach(ctx, {}), toSign: await toSign(ctx, {}) }
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    throw error
  }
}
