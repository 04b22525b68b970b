import { describe, expect, test } from 'vitest'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import type { Profile } from '#lib/core/profiles/profile'
import {
  closesWhen,
  doneAt,
  goThere,
  isOfRegister,
  type DoneAt,
} from '#lib/core/register/finding-words'
import { officerWarnings, stillSignIn, type Officer } from '#lib/core/register/judge-officers'
import { judgePerson, type KnownCredential } from '#lib/core/register/judge-person'
import { judgeTeams, teamsWithoutCoach, type TeamPerson } from '#lib/core/register/judge-teams'
import { isCloseToChildren } from '#lib/core/register/needs'
import { offersOf } from '#lib/core/register/offers'

/** Teams, offers, handovers and where something of the register is mended, case by case. */

const now = new Date('2026-11-25T12:00:00Z')
const [builtIn] = builtInProfiles
const asking = (controls: Profile['controls']): Profile => ({ ...builtIn, controls })
const MUST = { level: 'MUST', parameters: {} } as const

describe('a team', () => {
  const person = (differs: Partial<TeamPerson>): TeamPerson => ({
    ...{ coaching: false, teams: '', posts: [], ...differs },
  })
  const post = (team: string, differs: object = {}) => ({
    ...{ role: 'coach' as const, team, held: true, ...differs },
  })

  test('has a coach where somebody who coaches is written beside it, or holds that post', () => {
    expect(teamsWithoutCoach([person({ teams: 'A' })])).toEqual(['A'])
    expect(teamsWithoutCoach([person({ teams: 'A', coaching: true })])).toEqual([])
    const held = [person({ teams: 'A' }), person({ posts: [post('a')] })]
    expect(teamsWithoutCoach(held)).toEqual([])
    expect(teamsWithoutCoach([person({ posts: [post('A', { held: false })] })])).toEqual(['A'])
    expect(teamsWithoutCoach([person({ posts: [post('A', { role: 'helper' })] })])).toEqual(['A'])
  })

  test('is named as it was written first, each once, however they are parted', () => {
    const people = [
      person({ teams: ' Under 12s ,Juniors;  Seniors|, ' }),
      person({ teams: 'UNDER 12S, juniors' }),
      person({ posts: [post('', { role: 'chair' })] }),
    ]
    expect(teamsWithoutCoach(people)).toEqual(['Under 12s', 'Juniors', 'Seniors'])
  })

  test('is judged only where a rule asks, and a team is named', () => {
    const profile = asking({ P11: MUST })
    expect(judgeTeams(asking({}), [person({ teams: 'A' })])).toBeNull()
    expect(judgeTeams(profile, [])).toBeNull()
    expect(judgeTeams(profile, [person({}), person({ posts: [post('')] })])).toBeNull()
    const one = [person({}), person({ posts: [post('A')] })]
    expect(judgeTeams(profile, one)).toEqual({
      ...{ level: 'MUST', result: 'met', because: 'Each team has a named coach.' },
    })
    const because = (teams: string) => judgeTeams(profile, [person({ teams })])?.because
    expect(because('A,B,C,D,E')).toBe('No coach is named for A, B, C, D, E.')
    expect(because('A,B,C,D,E,F,G')).toBe('No coach is named for A, B, C, D, E and 2 more.')
  })
})

test('a claim is offered to the other clubs that have none, or an older one', () => {
  const claim = (credentialId: string, issuedOn: string | null, kind = 'first_aid' as const) => ({
    ...{ credentialId, kind, issuedOn },
  })
  const offers = offersOf([
    { clubId: 'a', claims: [claim('new', '2026-02-01'), claim('waits', null)] },
    { clubId: 'b', claims: [claim('old', '2025-02-01')] },
    { clubId: 'c', claims: [claim('same', '2026-02-01')] },
    { clubId: 'd', claims: [claim('asked', null)] },
  ])
  expect(offers.get('new')).toEqual([
    { clubId: 'b', replaces: 'old' },
    { clubId: 'd', replaces: null },
  ])
  expect(offers.get('old')).toEqual([{ clubId: 'd', replaces: null }])
  expect(offers.get('waits')).toBeUndefined()
})

test('whoever is close to children is so by any of their posts', () => {
  expect(isCloseToChildren(['chair', 'helper'])).toBe(true)
  expect(isCloseToChildren(['team_manager'])).toBe(true)
  expect(isCloseToChildren(['chair', 'secretary'])).toBe(false)
  expect(isCloseToChildren([])).toBe(false)
})

describe('a finding of the register', () => {
  test('is mended where people show, sign or say it, or where the club does', () => {
    const at = (['P01', 'P11', 'P12', 'M19', 'G01', 'G05', 'M06'] as const).map((rule) => [
      ...[rule, doneAt(rule, 'coach'), doneAt(rule, 'club')],
    ])
    expect(at).toEqual([
      ['P01', 'person', 'statements'],
      ['P11', 'person', 'register'],
      ['P12', 'person', 'register'],
      ['M19', 'sign_offs', 'sign_offs'],
      ['G01', 'person', 'policies'],
      ['G05', 'sign_offs', 'policies'],
      ['M06', 'person', 'statements'],
    ])
  })

  test('says how it closes and where to go, each place in its own words', () => {
    const places: DoneAt[] = ['sign_offs', 'person', 'policies', 'statements', 'register']
    for (const words of [closesWhen, goThere]) {
      const said = places.map((place) => words[place])
      expect(new Set(said).size).toBe(places.length)
      for (const each of said) expect(each).toMatch(/^[A-Z]/)
    }
  })

  test('is of the register where no Zoom was asked', () => {
    const kinds = ['user', 'meeting', 'account', 'group', 'coach', 'club'] as const
    expect(kinds.filter(isOfRegister)).toEqual(['coach', 'club'])
  })
})

describe('who hands over', () => {
  const ends = (differs: Partial<Officer>) => {
    const officer: Officer = {
      ...{ coachId: 'w', name: 'Wes', coaching: false, roles: ['welfare_officer'] },
      ...{ welfareEndsAt: new Date('2026-12-01T00:00:00Z'), ...differs },
    }
    const deputy: Officer = {
      ...{ ...officer, coachId: 'd', name: 'Dee', roles: ['deputy_welfare_officer'] },
      welfareEndsAt: null,
    }
    return officerWarnings([officer, deputy], now).map(({ words }) => words)
  }

  test('is said with the last day, and with who comes after them', () => {
    expect(ends({})[0]).toMatch(/: the last day is 30 November 2026\./)
    expect(ends({ successor: { name: 'Nia', saidYes: true } })).toEqual([
      'Wes hands over to Nia. Both look after welfare until 30 November 2026.',
    ])
    expect(ends({ successor: { name: 'Nia', saidYes: false } })).toEqual([
      'Wes hands over to Nia by 30 November 2026. Nia has not said yes yet.',
    ])
  })

  test('and still signs in afterwards is said, each by name', () => {
    expect(stillSignIn([])).toEqual([])
    expect(stillSignIn([{ coachId: 'w', name: 'Wes' }])).toMatchObject([
      { kind: 'still_signs_in', coachId: 'w', words: expect.stringMatching(/^Wes /) },
    ])
  })
})

describe('what is kept of a verdict', () => {
  const credential = (differs: Partial<KnownCredential> = {}): KnownCredential => ({
    ...{ kind: 'record_check', appliedOn: null, issuedOn: '2025-01-31', expiresOn: null },
    ...{ coversOnline: null, onUpdateService: false, statusCheckedAt: null, verified: null },
    ...{ providedByName: 'Jo', providedAt: new Date('2025-02-01T09:00:00Z'), ...differs },
  })
  const verdict = (rule: 'P01' | 'P02' | 'P08', credentials: KnownCredential[], parameters = {}) =>
    judgePerson(
      asking({ [rule]: { level: 'MUST', parameters } }),
      { coaching: true, roles: ['coach'], offered: [], credentials },
      now,
    ).find((each) => each.rule === rule)

  test('has no day of a record check, and all of anything else', () => {
    const day = /\d/
    expect(verdict('P01', [credential()])?.because).toMatch(day)
    expect(verdict('P01', [credential()])?.kept).not.toMatch(day)
    expect(verdict('P01', [])?.kept).toBe(verdict('P01', [])?.because)
    const aid = verdict('P08', [credential({ kind: 'first_aid' })])
    expect(aid?.kept).toBe(aid?.because)
    expect(aid?.because).toMatch(day)
  })

  test('is late in the Update Service after as many months as the rules say', () => {
    const statusCheckedAt = new Date('2026-06-01T09:00:00Z')
    const of = (parameters: object) =>
      verdict('P02', [credential({ onUpdateService: true, statusCheckedAt })], parameters)?.result
    expect(of({})).toBe('met')
    expect(of({ renewal_months: 6 })).toBe('met')
    expect(of({ renewal_months: 5 })).toBe('not_met')
    expect(of({ renewal_months: 'x' })).toBe('met')
  })
})
