import { describe, expect, test } from 'vitest'
import { builtInAt } from '#lib/core/profiles/built-in-profiles'
import { judgeTeams, teamsWithoutCoach, type TeamPerson } from '#lib/core/register/judge-teams'

const person = (differs: Partial<TeamPerson>): TeamPerson => ({
  ...{ coaching: false, teams: '', posts: [], ...differs },
})
const post = (role: 'coach' | 'helper', team: string, held = true) => ({ role, team, held })
const builtIn = builtInAt(new Date('2026-11-25T12:00:00Z'))
const profile = { ...builtIn, controls: { P11: { level: 'MUST', parameters: {} } } } as const

describe('a team has a named coach', () => {
  test('where a coach has it beside their name, or holds that post for it', () => {
    expect(
      teamsWithoutCoach([
        person({ coaching: true, teams: 'Under 12s; Seniors' }),
        person({ posts: [post('coach', 'Under 14s'), post('helper', 'under 12S')] }),
      ]),
    ).toEqual([])
  })

  test('and not by who only helps there, who has not said yes, or who coaches another', () => {
    expect(
      teamsWithoutCoach([
        person({ coaching: true, teams: 'Under 12s' }),
        person({ teams: 'Seniors, Juniors' }),
        person({ posts: [post('helper', 'Under 8s'), post('coach', 'Under 10s', false)] }),
      ]),
    ).toEqual(['Seniors', 'Juniors', 'Under 8s', 'Under 10s'])
  })

  test('is judged where the rules ask, and where a team is named at all', () => {
    const alone = [person({ teams: 'Under 12s' })]
    expect(judgeTeams(profile, alone)).toEqual({
      ...{ level: 'MUST', result: 'not_met', because: 'No coach is named for Under 12s.' },
    })
    expect(judgeTeams(profile, [...alone, person({ coaching: true, teams: 'under 12s' })])).toEqual(
      { level: 'MUST', result: 'met', because: 'Each team has a named coach.' },
    )
    expect(judgeTeams(profile, [person({ coaching: true })])).toBeNull()
    expect(judgeTeams({ ...builtIn, controls: {} }, alone)).toBeNull()
  })

  test('of many without, five are named and the others counted', () => {
    const teams = Array.from({ length: 7 }, (_, index) => `Team ${index}`).join(', ')
    expect(judgeTeams(profile, [person({ teams })])?.because).toBe(
      'No coach is named for Team 0, Team 1, Team 2, Team 3, Team 4 and 2 more.',
    )
  })
})
