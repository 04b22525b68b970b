import type { Profile } from './profile'

/** From when each rule that these announced counts, by its control; past days, too. */
export function announcedFrom(profile: Profile): ReadonlyMap<string, Date> {
  return new Map(
    Object.entries(profile.controls).flatMap(([control, { countsFrom }]) =>
      countsFrom ? [[control, new Date(countsFrom)] as const] : [],
    ),
  )
}
