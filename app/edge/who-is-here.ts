import { unstable_rethrow } from 'next/navigation'
import { currentUser } from '#lib/auth/current-user'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { whoLabel } from '#lib/core/who-label'
import { errorForLog } from '#lib/error-for-log'
import { log } from '#lib/log'
import { listMyOrganisations } from '#lib/memberships/list-my-organisations'
import type { Who } from '../components/page-layout'

/**
 * Who is signed in, for a page that everybody may read; null where nobody is. Such a page is there
 * for people in trouble, so it is shown without that where it cannot be looked up.
 */
export async function whoIsHere(): Promise<Who | null> {
  try {
    if (!(await currentUser())) return null
    const me = await requireContext(paths.ownSlug)
    const name = me.actor.kind === 'user' ? me.actor.name : ''
    return { label: whoLabel(name, await listMyOrganisations(me, {})), href: paths.me() }
  } catch (error) {
    // What Next itself throws is for Next.
    unstable_rethrow(error)
    log.warn(errorForLog(error), 'who is signed in could not be looked up')
    return null
  }
}
