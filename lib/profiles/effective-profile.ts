import { builtInProfiles } from '../core/profiles/built-in-profiles'
import type { Profile } from '../core/profiles/profile'

/** The rules that a club is judged by. Nobody can choose others yet, so the first that comes with us. */
export function effectiveProfile(): Profile {
  const [profile] = builtInProfiles
  return profile
}

/** A profile as it is kept beside a result: which, and which version of it. */
export const profileLabel = ({ id, version }: Profile) => `${id}@${version}`
