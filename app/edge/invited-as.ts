import * as paths from '#lib/core/paths'
import { findInvitation } from '#lib/invitations/find-invitation'

/** To which address, and by which name, the invitation was sent that somebody comes by; nulls where none was. */
export async function invitedAs(
  wanted: string,
): Promise<{ email: string | null; name: string | null }> {
  const token = tokenOf(wanted)
  const found = token === null ? null : await findInvitation(token, new Date())
  if (found?.state !== 'open') return { email: null, name: null }
  return { email: found.email, name: found.coachName }
}

/** The token where a path is an invitation's. */
function tokenOf(wanted: string): string | null {
  const token = /^\/invitation\/([\w-]+)$/.exec(wanted)?.[1]
  return token !== undefined && paths.invitation(token) === wanted ? token : null
}
