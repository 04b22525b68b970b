/** Whom a version is for. Every list that names anything has to fit; none at all is everybody. */
export type Audience = {
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly tags: readonly string[]
}

/** Somebody on a club's register, as far as what they are asked depends on it. */
export type Person = {
  readonly coachId: string
  /** What they are there now; an offered role that nobody took up is none. */
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly tags: readonly string[]
}

const plain = (text: string) => text.trim().toLowerCase()

const names = (wanted: readonly string[], has: readonly string[]): boolean => {
  const given = wanted.map(plain).filter((each) => each !== '')
  return given.length === 0 || has.some((each) => given.includes(plain(each)))
}

/** True where a version is for this person. Case and spaces around a name do not matter. */
export const isAsked = ({ roles, teams, tags }: Audience, person: Person): boolean =>
  names(roles, person.roles) && names(teams, person.teams) && names(tags, person.tags)

/** A register's teams, typed as one line: `Under 12s, Juniors`. */
export const teamsOf = (typed: string): string[] =>
  typed
    .split(/[,;/\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
