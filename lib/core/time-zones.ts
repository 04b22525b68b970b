/** Every time zone that clocks are known for, by its name in the IANA database. */
export const timeZones: readonly string[] = Intl.supportedValuesOf('timeZone')

const known: ReadonlySet<string> = new Set(timeZones)

/** True for a name that clocks are known for. */
export const isTimeZone = (name: string): boolean => known.has(name)

/** `New York (America)`: the place that one looks for comes first. */
export function timeZoneWords(name: string): string {
  const [region = '', ...place] = name.replaceAll('_', ' ').split('/')
  return place.length === 0 ? region : `${place.toReversed().join(', ')} (${region})`
}
