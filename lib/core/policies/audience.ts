import { appointmentRoles, type AppointmentRole } from '../register/appointment'

/** What somebody can be on a club's register, as a policy's audience names it. */
export const audienceRoles = appointmentRoles

export type AudienceRole = AppointmentRole

/** Each in words, of several. */
export const audienceWords: Readonly<Record<AudienceRole, string>> = {
  coach: 'Coaches',
  assistant_coach: 'Assistant coaches',
  helper: 'Helpers',
  team_manager: 'Team managers',
  welfare_officer: 'Welfare officers',
  deputy_welfare_officer: 'Deputy welfare officers',
  chair: 'Chairs',
  secretary: 'Secretaries',
  treasurer: 'Treasurers',
  committee: 'Committee members',
}

/** Whom a version is for. A list that is empty leaves nobody out. */
export type Audience = {
  readonly audienceRoles: readonly string[]
  readonly audienceTeams: readonly string[]
  readonly audienceTags: readonly string[]
}

/** What is known of somebody on the register. */
export type AudienceMember = {
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly tags: readonly string[]
}

/** True where a version is for them: each list that names anything names something of theirs. */
export const isFor = (audience: Audience, member: AudienceMember): boolean =>
  names(audience.audienceRoles, member.roles) &&
  names(audience.audienceTeams, member.teams) &&
  names(audience.audienceTags, member.tags)

const plain = (text: string) => text.trim().toLowerCase()

function names(asked: readonly string[], theirs: readonly string[]): boolean {
  if (asked.length === 0) return true
  const held = new Set(theirs.map(plain))
  return asked.some((each) => held.has(plain(each)))
}

/** Whom a version is for, in words: "Coaches and helpers, of the team U12". */
export function audienceInWords({ audienceRoles: roles, ...more }: Audience): string {
  const words = roles.map((role, index) => {
    const word = isRole(role) ? audienceWords[role] : role
    return index === 0 ? word : word.toLowerCase()
  })
  const who = words.length === 0 ? 'Everybody on the register' : listed(words)
  const teams = more.audienceTeams
  const tags = more.audienceTags
  return [
    who,
    teams.length === 0
      ? ''
      : `of ${teams.length === 1 ? 'the team' : 'the teams'} ${listed(teams)}`,
    tags.length === 0 ? '' : `marked ${listed(tags)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

const isRole = (role: string): role is AudienceRole => audienceRoles.some((each) => each === role)

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
