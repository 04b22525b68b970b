import { v5 } from 'uuid'
import { newState } from '../zoom-connections/oauth-state'

/** The resolver's kind of such a state: never taken for one of a person's own. */
export const accountStateKind = 'account_oauth_state'

/**
 * What comes back from Zoom with an administrator's answer: a secret, and which organisation it is
 * for, since Zoom returns everybody to one address. The slug is no secret and proves nothing.
 */
export const newAccountState = (slug: string) => `${newState()}.${slug}`

/** The organisation that a state says it is for; null where it says none. */
export const slugOfState = (state: string): string | null =>
  /^[\w-]{43}\.([a-z0-9-]{1,60})$/.exec(state)?.[1] ?? null

/** For whom a state is: this user in this organisation, and nobody else and nowhere else. */
export const stateSubject = (organisationId: string, userId: string): string =>
  v5(userId, organisationId)
