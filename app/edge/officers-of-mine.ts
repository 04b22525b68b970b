import { unstable_rethrow } from 'next/navigation'
import { currentUser } from '#lib/auth/current-user'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { errorForLog } from '#lib/error-for-log'
import { log } from '#lib/log'
import { listMyOrganisations } from '#lib/memberships/list-my-organisations'
import { listOwnOfficers } from '#lib/rights/list-own-officers'

/** A club or body and whom one can turn to there. */
export type OfficersThere = {
  name: string
  officers: Awaited<ReturnType<typeof listOwnOfficers>>
}

/** More places than anybody is asked about on one page. */
const places_max = 30

/**
 * Whom the reader can turn to where they belong, for a page that everybody may read: none where nobody
 * is signed in, or it cannot be looked up.
 */
export async function officersOfMine(): Promise<OfficersThere[]> {
  try {
    if (!(await currentUser())) return []
    const me = await requireContext(paths.ownSlug)
    const found: OfficersThere[] = []
    for (const { slug, name, kind } of (await listMyOrganisations(me, {})).slice(0, places_max)) {
      if (kind === 'person') continue
      const ctx = await requireContext(slug)
      if (!mayRole(ctx.roles, 'officer.read')) continue
      found.push({ name, officers: await listOwnOfficers(ctx) })
    }
    return found
  } catch (error) {
    // What Next itself throws is for Next.
    unstable_rethrow(error)
    log.warn(errorForLog(error), 'whom one can turn to could not be looked up')
    return []
  }
}
