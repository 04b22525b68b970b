/**
 * How long a result may be believed. Checks are daily; half a day more lets one be late without
 * every page calling it out of date.
 */
export const freshFor_ms = 36 * 60 * 60 * 1000

/** False past the limit, and where nothing was ever checked: then `met` is shown as out of date. */
export function isFresh(checkedAt: Date | null, now: Date): boolean {
  return checkedAt !== null && now.getTime() - checkedAt.getTime() <= freshFor_ms
}
