import * as paths from '../core/paths'
import { listMyOrganisations } from '../memberships/list-my-organisations'
import type { AddedUser } from './add-user'
import { memberContext } from './member-context'

/** Where somebody starts who wanted nothing in particular: at the one place they look after, or at their own page. */
export async function findLanding(user: AddedUser, now: Date): Promise<string> {
  const { userId, organisationId: personOrganisationId, nameless } = user
  const asker = { userId, name: '', email: '', nameless, personOrganisationId }
  const belongings = await listMyOrganisations(await memberContext(asker, paths.ownSlug, now), {})
  const [only] = belongings
  const looksAfterOne = only && belongings.length === 1 && !only.roles.includes('coach')
  return looksAfterOne ? paths.organisation(only.slug) : paths.me()
}
