import type { Context } from '../context'
import { notFound } from '../core/errors'
import type { Role } from '../core/permissions'

/** Who acts for a Zoom account: whoever's own it is, and for a club's own its officers. */
const holders: Readonly<Record<string, readonly Role[]>> = {
  person: ['person'],
  club: ['welfare_officer', 'administrator'],
}

/**
 * A Zoom account is mended in the record of whoever holds it, by them: a person's by that person, a
 * club's own by its officers. A post in one place gives nothing in another, and a governing body or
 * region holds none. Throws `not_found`.
 */
export function onlyHolders({ organisation, roles }: Context): void {
  const may = holders[organisation.kind] ?? []
  if (!roles.some((role) => may.includes(role))) throw notFound()
}
