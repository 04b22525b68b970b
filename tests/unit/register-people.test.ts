import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import { defaultParameters } from '#lib/core/controls/parameters'
import type { Profile } from '#lib/core/profiles/profile'
import { appointmentRoles, appointmentState } from '#lib/core/register/appointment'
import { credentialKinds, verifiedHows } from '#lib/core/register/credential'
import { countsTo, lastDay, monthsAfter } from '#lib/core/register/due'
import { judgeOfficers, officerWarnings, type Officer } from '#lib/core/register/judge-officers'
import {
  judgePerson,
  type KnownCredential,
  type KnownPerson,
} from '#lib/core/register/judge-person'
import { mayCoach, type MayCoachFacts } from '#lib/core/register/may-coach'
import { registerRules } from '#lib/core/register/needs'

const now = new Date('2026-11-25T12:00:00Z')
const [builtIn] = builtInProfiles
const choice = (rule: string) => ({ level: 'MUST' as const, parameters: defaultParameters(rule) })
/** All that the register knows of is asked for. */
const profile: Profile = {
  ...builtIn,
  controls: {
    ...builtIn.controls,
    ...Object.fromEntries([...registerRules, 'P12'].map((rule) => [rule, choice(rule)])),
  },
}

const credential = (differs: Partial<KnownCredential> = {}): KnownCredential => ({
  ...{ kind: 'record_check', appliedOn: null, issuedOn: '2025-01-31', expiresOn: null },
  ...{ coversOnline: null, onUpdateService: false, statusCheckedAt: null },
  ...{ providedByName: 'Jo Coach', providedAt: new Date('2025-02-01T09:00:00Z') },
  verified: { by: 'Wendy Officer', at: new Date('2025-02-02T09:00:00Z'), how: 'original_seen' },
  ...differs,
})

const person = (differs: Partial<KnownPerson> = {}): KnownPerson => ({
  ...{ coaching: true, roles: ['coach'], offered: [], credentials: [] },
  ...differs,
})

const verdict = (who: KnownPerson, rule: string, at = now) =>
  judgePerson(profile, who, at).find((each) => each.rule === rule)

describe('until when a credential counts', () => {
  test('months are by the calendar, and of a shorter month the last day', () => {
    expect(monthsAfter('2025-01-31', 1)).toBe('2025-02-28')
    expect(monthsAfter('2024-02-29', 12)).toBe('2025-02-28')
    expect(monthsAfter('2025-11-30', 36)).toBe('2028-11-30')
  })

  test('by the rules, and never beyond the day that stands on it', () => {
    const issued = { issuedOn: '2025-01-31', expiresOn: null }
    expect(lastDay(issued, 36)).toBe('2028-01-31')
    expect(lastDay({ ...issued, expiresOn: '2026-06-30' }, 36)).toBe('2026-06-30')
    expect(lastDay({ ...issued, expiresOn: '2040-06-30' }, 36)).toBe('2028-01-31')
    expect(lastDay(issued, null)).toBeNull()
    expect(countsTo(issued, 36)).toEqual(new Date('2028-02-01T00:00:00Z'))
  })
})

describe('what the rules about people come to', () => {
  test('one that somebody saw is met until its last day is over, and not a moment longer', () => {
    const shown = person({ credentials: [credential()] })
    expect(verdict(shown, 'P01')).toMatchObject({ result: 'met', proof: 'verified' })
    const last = new Date('2028-01-31T23:59:59Z')
    expect(verdict(shown, 'P01', last)?.result).toBe('met')
    expect(verdict(shown, 'P01', new Date('2028-02-01T00:00:00Z'))?.result).toBe('not_met')
  })

  test('one’s own word is not known, and never met, where a second person is asked for', () => {
    const said = person({ credentials: [credential({ verified: null })] })
    expect(verdict(said, 'P01')).toMatchObject({ result: 'could_not_check', proof: 'stated' })
  })

  test('one that was asked for is not there, and says since when', () => {
    const applied = credential({ issuedOn: null, appliedOn: '2026-11-01', verified: null })
    const found = verdict(person({ credentials: [applied] }), 'P01')
    expect(found?.result).toBe('not_met')
    expect(found?.because).toContain('1 November 2026')
  })

  test('a licence that does not say whether it covers coaching online is not known', () => {
    const licence = (coversOnline: boolean | null) =>
      verdict(
        person({ credentials: [credential({ kind: 'coaching_licence', coversOnline })] }),
        'P06',
      )?.result
    expect([licence(true), licence(false), licence(null)]).toEqual([
      'met',
      'not_met',
      'could_not_check',
    ])
  })

  test('who need not have a record check declares instead, and nobody does both', () => {
    const secretary = person({ coaching: false, roles: ['secretary'] })
    const rules = judgePerson(profile, secretary, now).map(({ rule }) => rule)
    expect(rules).toEqual(['P05', 'P10', 'P11'])
    expect(judgePerson(profile, person(), now).map(({ rule }) => rule)).not.toContain('P10')
  })

  test('the Update Service is looked in again after a year, where one relies on it', () => {
    const at = (statusCheckedAt: Date | null) =>
      verdict(
        person({ credentials: [credential({ onUpdateService: true, statusCheckedAt })] }),
        'P02',
      )?.result
    expect(at(null)).toBe('not_met')
    expect(at(new Date('2026-01-02T09:00:00Z'))).toBe('met')
    expect(at(new Date('2025-11-24T09:00:00Z'))).toBe('not_met')
  })

  test('a role that nobody said yes to is named', () => {
    const offered = person({ roles: ['coach', 'treasurer'], offered: ['treasurer'] })
    expect(verdict(offered, 'P11')?.because).toContain('treasurer')
    expect(verdict(person(), 'P11')?.result).toBe('met')
  })

  test('a profile that asks for nothing judges nothing', () => {
    expect(judgePerson({ ...builtIn, controls: {} }, person(), now)).toEqual([])
  })
})

const day = fc
  .integer({ min: 0, max: 6000 })
  .map((days) => new Date(Date.UTC(2015, 0, 1 + days)).toISOString().slice(0, 10))
const anyCredential: fc.Arbitrary<KnownCredential> = fc.record({
  kind: fc.constantFrom(...credentialKinds),
  appliedOn: fc.constant(null),
  issuedOn: day,
  expiresOn: fc.option(day),
  coversOnline: fc.option(fc.boolean()),
  onUpdateService: fc.boolean(),
  statusCheckedAt: fc.option(day.map((text) => new Date(`${text}T10:00:00Z`))),
  providedByName: fc.constant('Jo Coach'),
  providedAt: fc.constant(now),
  verified: fc.option(
    fc.record({
      by: fc.constant('Wendy Officer'),
      at: fc.constant(now),
      how: fc.constantFrom(...verifiedHows),
    }),
  ),
})
const anyPerson: fc.Arbitrary<KnownPerson> = fc.record({
  coaching: fc.boolean(),
  roles: fc.subarray([...appointmentRoles]),
  offered: fc.subarray([...appointmentRoles], { maxLength: 2 }),
  credentials: fc.array(anyCredential, { maxLength: 8 }),
})

describe('always', () => {
  test('what is met counts until a moment to come, and from that moment on is met no more', () => {
    fc.assert(
      fc.property(anyPerson, (who) => {
        for (const { rule, result, until } of judgePerson(profile, who, now)) {
          if (result !== 'met' || until === null) continue
          expect(until.getTime()).toBeGreaterThan(now.getTime())
          expect(judgePerson(profile, who, until).find((v) => v.rule === rule)?.result).not.toBe(
            'met',
          )
        }
      }),
    )
  })

  test('nobody may coach while a MUST is not met, not known or late, and who may has none', () => {
    fc.assert(
      fc.property(anyPerson, fc.integer({ min: 0, max: 4000 }), (who, days) => {
        const verdicts = judgePerson(profile, who, now)
        const later = new Date(now.getTime() + days * 86_400_000)
        const facts = { left: false, suspended: false, coaching: true, verdicts }
        const inOrder = verdicts.every(
          ({ result, until }) => result === 'met' && (until === null || until > later),
        )
        expect(mayCoach(facts, later).state).toBe(inOrder ? 'may' : 'may_not_yet')
      }),
    )
  })

  test('who is suspended is not cleared, and no word says why, whatever else is so', () => {
    fc.assert(
      fc.property(anyPerson, fc.array(fc.string()), (who, unsigned) => {
        const verdicts = judgePerson(profile, who, now)
        const found = mayCoach(
          { left: false, suspended: true, coaching: who.coaching, verdicts, unsigned },
          now,
        )
        expect(found).toEqual({ state: 'not_cleared', words: 'Not cleared to start.', because: [] })
      }),
    )
  })
})

describe('whether somebody may coach', () => {
  const facts: MayCoachFacts = { left: false, suspended: false, coaching: true, verdicts: [] }

  test('what is not signed, and what is not known of Zoom, stand in the way in words', () => {
    expect(mayCoach({ ...facts, unsigned: ['Code of conduct'] }, now).because).toEqual([
      '“Code of conduct” is not signed, and its time is over.',
    ])
    expect(mayCoach({ ...facts, zoom: 'not_known' }, now).state).toBe('may_not_yet')
    expect(mayCoach({ ...facts, zoom: 'in_order' }, now).state).toBe('may')
  })

  test('advice does not', () => {
    const advice = { level: 'SHOULD', result: 'not_met', because: 'x', until: null } as const
    expect(mayCoach({ ...facts, verdicts: [advice] }, now).state).toBe('may')
  })

  test('who has left, and who does not coach, is neither', () => {
    expect(mayCoach({ ...facts, left: true }, now).state).toBe('left')
    expect(mayCoach({ ...facts, coaching: false }, now).state).toBe('does_not_coach')
  })
})

describe('who looks after welfare', () => {
  const officer = (differs: Partial<Officer>): Officer => ({
    ...{ coachId: 'a', name: 'Wendy', coaching: false, roles: ['welfare_officer'] },
    ...{ welfareEndsAt: null, ...differs },
  })
  const deputy = officer({ coachId: 'b', name: 'Dee', roles: ['deputy_welfare_officer'] })
  const kinds = (all: readonly Officer[]) => officerWarnings(all, now).map(({ kind }) => kind)

  test('nobody, only one, one who coaches, and one who soon goes are each said', () => {
    expect(kinds([deputy])).toEqual(['none'])
    expect(kinds([officer({})])).toEqual(['only_one'])
    expect(kinds([officer({ coaching: true }), deputy])).toEqual(['coaches'])
    expect(kinds([officer({ welfareEndsAt: new Date('2026-12-24T00:00:00Z') }), deputy])).toEqual([
      'ends',
    ])
    expect(kinds([officer({}), deputy])).toEqual([])
  })

  test('the rule is met with an officer who does not coach and a deputy', () => {
    expect(judgeOfficers(profile, [officer({}), deputy], now)?.result).toBe('met')
    expect(judgeOfficers(profile, [officer({})], now)?.result).toBe('not_met')
    expect(judgeOfficers({ ...builtIn, controls: {} }, [], now)).toBeNull()
  })
})

test('a role is offered, coming, held and ended by its dates alone; no answer is no yes', () => {
  const dates = {
    ...{ acceptedAt: null, declinedAt: null, withdrawnAt: null },
    ...{ startsAt: new Date('2026-11-26T00:00:00Z'), endsAt: null },
  }
  expect(appointmentState(dates, now)).toBe('offered')
  const accepted = { ...dates, acceptedAt: now }
  expect(appointmentState(accepted, now)).toBe('coming')
  expect(appointmentState(accepted, new Date('2026-11-27T00:00:00Z'))).toBe('held')
  expect(appointmentState({ ...accepted, endsAt: now }, now)).toBe('ended')
  expect(appointmentState({ ...dates, declinedAt: now }, now)).toBe('declined')
})
