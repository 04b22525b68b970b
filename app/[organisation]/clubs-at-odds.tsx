import { requireContext } from '#lib/auth/require-context'
import { isAppError } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { contradictions, type ClubRules } from '#lib/core/profiles/contradictions'
import { getRules } from '#lib/profiles/get-rules'
import type { Connection, SharedClub } from '#lib/zoom-connections/list-connections'
import { Notice } from '../components/notice'

/**
 * Where clubs that one account is used for ask for contrary things: only the person can see it, since
 * each club knows its own rules alone.
 */
export async function ClubsAtOdds({ connections }: { connections: readonly Connection[] }) {
  const used = connections
    .map(({ clubs }) => clubs.filter(({ shared }) => shared))
    .filter((clubs) => clubs.length > 1)
  const rules = await Promise.all(used.map((clubs) => Promise.all(clubs.map(rulesOf))))
  const found = rules.flatMap((each) => contradictions(each.flatMap((one) => one ?? [])))
  return found.map(({ control, label, sides }, index) => (
    <Notice key={`${control} ${index}`} tone="warning" title="Your clubs ask for contrary things">
      <p>{label}:</p>
      <ul className="list-disc pl-5">
        {sides.map(({ club, asks }) => (
          <li key={club}>
            {club}: {asks}
          </li>
        ))}
      </ul>
      <p>
        One Zoom account cannot do both. Use a separate account for one of them.{' '}
        <a href={paths.zoom(paths.ownSlug)}>Your Zoom accounts</a>
      </p>
    </Notice>
  ))
}

/** A club that they have left a moment ago is left out. */
async function rulesOf({ name, slug }: SharedClub): Promise<ClubRules | null> {
  try {
    const { effective } = await getRules(await requireContext(slug), {})
    return { club: name, controls: effective.profile.controls }
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    throw error
  }
}
