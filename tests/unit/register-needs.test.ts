import { describe, expect, test } from 'vitest'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import type { Profile } from '#lib/core/profiles/profile'
import {
  appointmentRoles,
  appointmentState,
  isOfClub,
  type AppointmentRole,
} from '#lib/core/register/appointment'
import { judgeOfficers, officerWarnings, type Officer } from '#lib/core/register/judge-officers'
import { mayCoach, type MayCoachFacts } from '#lib/core/register/may-coach'
import { needsOf, registerRules, untilPassedOn } from '#lib/core/register/needs'

const now = new Date('2026-11-25T12:00:00Z')
const [builtIn] = builtInProfiles
const profile: Profile = {
  ...builtIn,
  controls: Object.fromEntries(
    [...registerRules, 'P12' as const].map((rule) => [rule, { level: 'MUST', parameters: {} }]),
  ),
}

describe('whom the rules ask for what', () => {
  const asked = (roles: readonly AppointmentRole[], coaching = false) =>
    needsOf(profile, { coaching, roles }).map(({ rule }) => rule)
  const coach = ['P01', 'P03', 'P06', 'P07', 'P08']

  test.each<[AppointmentRole, string[]]>([
    ['coach', coach],
    ['assistant_coach', coach],
    ['helper', ['P01', 'P03']],
    ['team_manager', ['P01', 'P03']],
    ['welfare_officer', ['P01', 'P03', 'P04', 'P05']],
    ['deputy_welfare_officer', ['P01', 'P03', 'P04']],
    ['chair', ['P05', 'P10']],
    ['secretary', ['P05', 'P10']],
    ['treasurer', ['P05', 'P10']],
    ['committee', ['P05', 'P10']],
  ])('%s: %j', (role, rules) => {
    expect(asked([role])).toEqual(rules)
  })

  test('who has several posts is asked for what each of them asks', () => {
    expect(asked(['secretary', 'coach'])).toEqual(['P01', 'P03', 'P05', 'P06', 'P07', 'P08'])
    expect(asked(['chair', 'helper'])).toEqual(['P01', 'P03', 'P05'])
  })

  test('who coaches is asked as a coach, whatever post is written down; nobody else without one', () => {
    expect(asked([], true)).toEqual(coach)
    expect(asked(['treasurer'], true)).toEqual([...coach.slice(0, 2), 'P05', ...coach.slice(2)])
    expect(asked([])).toEqual([])
  })

  test('a second person looks at all but insurance and what one declares oneself', () => {
    const needs = [
      ...needsOf(profile, { coaching: true, roles: ['welfare_officer'] }),
      ...needsOf(profile, { coaching: false, roles: ['chair'] }),
    ]
    expect(needs.filter((need) => !need.secondPerson).map(({ kind }) => kind)).toEqual([
      ...['insurance', 'self_declaration'],
    ])
    expect(needs.filter(({ online }) => online).map(({ kind }) => kind)).toEqual([
      ...['coaching_licence', 'insurance'],
    ])
  })

  test('posts of the whole club are of no team', () => {
    expect(appointmentRoles.filter((role) => !isOfClub(role))).toEqual([
      ...['coach', 'assistant_coach', 'helper', 'team_manager'],
    ])
  })
})

describe('a post by its dates', () => {
  const dates = {
    ...{ acceptedAt: now, declinedAt: null, withdrawnAt: null, startsAt: now, endsAt: null },
  }

  test('is held from its first moment to its last, and not on it', () => {
    expect(appointmentState(dates, now)).toBe('held')
    const endsAt = new Date(now.getTime() + 1)
    expect(appointmentState({ ...dates, endsAt }, now)).toBe('held')
    expect(appointmentState({ ...dates, endsAt }, endsAt)).toBe('ended')
  })

  test('is nobody’s once it was taken back, answered or not', () => {
    expect(appointmentState({ ...dates, withdrawnAt: now }, now)).toBe('withdrawn')
    const open = { ...dates, acceptedAt: null, withdrawnAt: now }
    expect(appointmentState(open, now)).toBe('withdrawn')
    expect(appointmentState({ ...open, declinedAt: now }, now)).toBe('declined')
  })
})

describe('who looks after welfare', () => {
  const officer = (coachId: string, differs: Partial<Officer> = {}): Officer => ({
    ...{ coachId, name: coachId, coaching: false, roles: ['welfare_officer'] },
    ...{ welfareEndsAt: null, ...differs },
  })
  const deputy = officer('dee', { roles: ['deputy_welfare_officer'] })
  const warned = (...all: Officer[]) =>
    officerWarnings(all, now).map(({ kind, coachId }) => [kind, coachId])

  test('is whoever has that post among others, and nobody without it', () => {
    const chair = officer('cho', { roles: ['chair'] })
    expect(warned(officer('wes', { roles: ['chair', 'welfare_officer'] }), deputy)).toEqual([])
    expect(warned(officer('wes'), chair)).toEqual([['only_one', 'wes']])
    expect(warned(officer('wes'), chair, deputy)).toEqual([])
    expect(warned(chair)).toEqual([['none', null]])
  })

  test('coaches too where any of their posts is one of a coach', () => {
    const both = officer('wes', { roles: ['welfare_officer', 'assistant_coach'] })
    expect(warned(both, deputy)).toEqual([['coaches', 'wes']])
    expect(warned(officer('wes'), { ...deputy, coaching: true })).toEqual([['coaches', 'dee']])
  })

  test('soon goes within eight weeks, and that is no fault by the rule', () => {
    const weeks8_ms = 56 * 24 * 60 * 60_000
    const ends = (ms: number) => officer('wes', { welfareEndsAt: new Date(now.getTime() + ms) })
    expect(warned(ends(weeks8_ms), deputy)).toEqual([])
    expect(warned(ends(weeks8_ms - 1), deputy)).toEqual([['ends', 'wes']])
    expect(judgeOfficers(profile, [ends(1), deputy], now)).toEqual({
      ...{ level: 'MUST', result: 'met' },
      because: 'The club has a welfare officer who does not coach, and a deputy.',
    })
    const [before] = officerWarnings([ends(weeks8_ms - 1), deputy], now)
    expect(before?.words).toContain('Hand the role to the next one now')
    const to = (saidYes: boolean) => ({ ...ends(1), successor: { name: 'Nia', saidYes } })
    const said = (saidYes: boolean) => officerWarnings([to(saidYes), deputy], now)[0]?.words
    expect(said(true)).toMatch(/^wes hands over to Nia\. Both look after welfare until /)
    expect(said(false)).toMatch(/ Nia has not said yes yet\.$/)
    const alone = judgeOfficers(profile, [ends(1)], now)
    expect(alone?.result).toBe('not_met')
    expect(alone?.because).toMatch(/^wes is the only welfare officer\./)
  })
})

describe('what stands in the way of coaching', () => {
  const of = (verdict: MayCoachFacts['verdicts'][number]) =>
    mayCoach({ left: false, suspended: false, coaching: true, verdicts: [verdict] }, now).because
  const must = { level: 'MUST', because: 'It is there.' } as const

  test('is a rule that is not met, or not known, in its own words', () => {
    expect(of({ ...must, result: 'not_met', until: null })).toEqual(['It is there.'])
    expect(of({ ...must, result: 'could_not_check', until: null })).toEqual(['It is there.'])
    expect(of({ ...must, result: 'not_applicable', until: null })).toEqual([])
  })

  test('is one that was met, from the moment on at which it is out of date', () => {
    const later = new Date(now.getTime() + 1)
    expect(of({ ...must, result: 'met', until: null })).toEqual([])
    expect(of({ ...must, result: 'met', until: later })).toEqual([])
    expect(of({ ...must, result: 'met', until: now })).toEqual([
      'It is out of date now. Before: It is there.',
    ])
  })
})

test('until when a record check counts is passed on to nobody; of other things it is', () => {
  expect(['P01', 'P02', 'P03', 'G03'].map((rule) => untilPassedOn(rule, now))).toEqual([
    ...[null, null, now, now],
  ])
  expect(untilPassedOn('P03', null)).toBeNull()
})
