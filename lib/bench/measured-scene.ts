import type { DemoClub } from '../demo/cast'
import type { Scene } from '../demo/scene'

export const emailOf = (person: string) => `${person}@example.org`

const named = (key: string) => ({ key, name: key, email: emailOf(key), is: key })

/** A body of so many clubs with an officer and so many coaches each, of whom nobody has connected. */
export function measuredScene(clubs: number, coaches: number): Scene {
  const all = Array.from({ length: clubs }, (_, club): DemoClub => ({
    name: `Club ${club}`,
    officer: `officer-${club}`,
    posts: [],
    coaches: Array.from({ length: coaches }, (_none, coach) => ({
      person: `coach-${club}-${coach}`,
      teams: '',
    })),
  }))
  const people = all.flatMap((club) => [club.officer, ...club.coaches.map(({ person }) => person)])
  return {
    body: { name: 'Measured', slug: 'measured', lead: 'lead' },
    cast: ['lead', ...people].map(named),
    clubs: all,
    accounts: [],
  }
}
