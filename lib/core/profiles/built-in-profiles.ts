import { announcedFrom } from './announced-from'
import { nspcc2020Cpsu, nspcc2020CpsuVersion2 } from './nspcc-2020-cpsu'
import type { Profile } from './profile'

/** The profiles that come with Touchline. The first is what applies where nobody chose another. */
export const builtInProfiles: readonly [Profile, ...Profile[]] = [nspcc2020Cpsu]

/** The built-in profile of this id, or undefined. */
export const builtInProfile = (id: string): Profile | undefined =>
  builtInProfiles.find((profile) => profile.id === id)

const version3From = new Date('2026-11-25T00:00:00Z')

/** What applies at a moment where nobody chose another: what was so then stays so, whatever comes. */
export const builtInAt = (at: Date): Profile =>
  at < version3From ? nspcc2020CpsuVersion2 : nspcc2020Cpsu

/** Every moment at which what applies by itself changes: a version begins, or what it announced counts. */
export const builtInChanges: readonly Date[] = [
  version3From,
  ...announcedFrom(nspcc2020Cpsu).values(),
]
