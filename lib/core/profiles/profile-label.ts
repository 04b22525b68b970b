import type { Profile } from './profile'

/**
 * A profile as it is kept beside a result: which, and which version of it; then, each after a plus,
 * those of regions and clubs that ask for more.
 */
export const profileLabel = ({ id, version, tightenedBy = [] }: Profile): string =>
  [{ id, version }, ...tightenedBy].map((each) => `${each.id}@${each.version}`).join('+')
