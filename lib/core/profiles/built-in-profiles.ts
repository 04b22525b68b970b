import { nspcc2020Cpsu } from './nspcc-2020-cpsu'
import type { Profile } from './profile'

/** The profiles that come with Touchline. The first is what applies where nobody chose another. */
export const builtInProfiles: readonly [Profile, ...Profile[]] = [nspcc2020Cpsu]

/** The built-in profile of this id, or undefined. */
export const builtInProfile = (id: string): Profile | undefined =>
  builtInProfiles.find((profile) => profile.id === id)
