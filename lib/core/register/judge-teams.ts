import type { Profile } from '../profiles/profile'
import type { Level } from '../results'
import { coachingRoles, type AppointmentRole } from './appointment'

/** Somebody on the register, and the teams that are written beside them. */
export type TeamPerson = {
  readonly coaching: boolean
  /** As it is typed on the register: "Under 12s, Under 14s". */
  readonly teams: string
  /** What they hold for a team, or have been offered; of the whole club the team is empty. */
  readonly posts: readonly { role: AppointmentRole; team: string; held: boolean }[]
}

/** Teams of which nobody on the register is a coach, as they are written first, in their order. */
export function teamsWithoutCoach(people: readonly TeamPerson[]): string[] {
  const teams = new Map<string, string>()
  const coached = new Set<string>()
  const note = (team: string, isCoach: boolean) => {
    const key = team.toLowerCase()
    if (key === '') return
    if (!teams.has(key)) teams.set(key, team)
    if (isCoach) coached.add(key)
  }
  for (const { coaching, teams: written, posts } of people) {
    for (const team of written.split(/\s*[,;|]\s*/)) note(team.trim(), coaching)
    for (const { role, team, held } of posts) note(team, held && coachingRoles.includes(role))
  }
  return [...teams].flatMap(([key, team]) => (coached.has(key) ? [] : [team]))
}

const named_max = 5

/** How it stands that each team has a named coach; null where no rule asks, or no team is named. */
export function judgeTeams(
  profile: Profile,
  people: readonly TeamPerson[],
): { level: Level; result: 'met' | 'not_met'; because: string } | null {
  const choice = profile.controls.P11
  const hasTeam = people.some(({ teams, posts }) => teams !== '' || posts.some(({ team }) => team))
  if (!choice || !hasTeam) return null
  const without = teamsWithoutCoach(people)
  const { level } = choice
  if (without.length === 0) {
    return { level, result: 'met', because: 'Each team has a named coach.' }
  }
  const more = without.length - named_max
  const names = without.slice(0, named_max).join(', ') + (more > 0 ? ` and ${more} more` : '')
  return { level, result: 'not_met', because: `No coach is named for ${names}.` }
}
