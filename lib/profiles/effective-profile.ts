import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { builtInProfiles } from '../core/profiles/built-in-profiles'
import type { Profile } from '../core/profiles/profile'

/**
 * The rules that the context's club is judged by at an instant. Nobody can choose others yet, so the
 * first that comes with us.
 */
export async function effectiveProfile(_tx: Tx, _ctx: Context, _at: Date): Promise<Profile> {
  const [profile] = builtInProfiles
  return profile
}

/** A profile as it is kept beside a result: which, and which version of it. */
export const profileLabel = ({ id, version }: Profile) => `${id}@${version}`
