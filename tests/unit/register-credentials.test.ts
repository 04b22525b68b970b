import { describe, expect, test } from 'vitest'
import { day_ms } from '#lib/core/durations'
import { defaultParameters } from '#lib/core/controls/parameters'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import type { Profile } from '#lib/core/profiles/profile'
import { credentialKinds, type CredentialKind } from '#lib/core/register/credential'
import { credentialLine, standWords } from '#lib/core/register/credential-line'
import { dueSoon_days, lastDay } from '#lib/core/register/due'
import {
  judgePerson,
  type KnownCredential,
  type KnownPerson,
} from '#lib/core/register/judge-person'
import { registerRules, renewalOf } from '#lib/core/register/needs'

/** What a credential comes to, in the words that people read, case by case. */

const now = new Date('2026-11-25T12:00:00Z')
const [builtIn] = builtInProfiles
const asking = (parameters: (rule: string) => Record<string, string | number | null>): Profile => ({
  ...builtIn,
  controls: Object.fromEntries(
    registerRules.map((rule) => [rule, { level: 'MUST', parameters: parameters(rule) }]),
  ),
})
const profile = asking((rule) => defaultParameters(rule) as Record<string, string | number | null>)
const silent = asking(() => ({}))

const verified = {
  ...{ by: 'Wendy Officer', at: new Date('2025-02-02T09:00:00Z') },
  how: 'original_seen' as const,
}
const credential = (differs: Partial<KnownCredential> = {}): KnownCredential => ({
  ...{ kind: 'record_check', appliedOn: null, issuedOn: '2025-01-31', expiresOn: null },
  ...{ coversOnline: null, onUpdateService: false, statusCheckedAt: null, verified },
  ...{ providedByName: 'Jo Coach', providedAt: new Date('2025-02-01T09:00:00Z') },
  ...differs,
})

describe('a credential in a list', () => {
  const line = (differs: Partial<KnownCredential>, at = now, by = profile) =>
    credentialLine(by, { ...credential(differs), nameOnIt: null }, at)

  test('says what it is, by whom, until when, and that somebody saw it', () => {
    expect(line({})).toEqual({
      ...{ kind: 'record_check', stand: 'verified', lastDay: '2028-01-31' },
      ...{ until: new Date('2028-02-01T00:00:00Z'), appliedOn: null, nameDiffers: false },
      ...{ providedByName: 'Jo Coach', providedAt: new Date('2025-02-01T09:00:00Z'), verified },
      onUpdateService: false,
    })
  })

  test('says that another name is on it, and never which', () => {
    const shown = credentialLine(profile, { ...credential(), nameOnIt: 'Josephine' }, now)
    expect(shown.nameDiffers).toBe(true)
    expect(JSON.stringify(shown)).not.toContain('Josephine')
  })

  test('is asked for, out of date, not verified, due soon or verified, in this order', () => {
    expect(line({ issuedOn: null, appliedOn: '2026-11-01', verified: null }).stand).toBe('applied')
    const until = new Date('2028-02-01T00:00:00Z')
    const before = (days: number, more_ms = 0) =>
      new Date(until.getTime() - days * day_ms - more_ms)
    expect(line({}, until).stand).toBe('out_of_date')
    expect(line({ verified: null }, until).stand).toBe('out_of_date')
    expect(line({}, before(0, 1)).stand).toBe('due_soon')
    expect(line({}, before(dueSoon_days, -1)).stand).toBe('due_soon')
    expect(line({}, before(dueSoon_days)).stand).toBe('verified')
    expect(line({ verified: null }, before(1)).stand).toBe('not_verified')
  })

  test('never ends where neither the rules nor the day on it say so', () => {
    const shown = line({}, new Date('2999-01-01T00:00:00Z'), silent)
    expect(shown).toMatchObject({ stand: 'verified', lastDay: null, until: null })
  })

  test('has a word for how it stands, each its own', () => {
    expect(standWords).toEqual({
      ...{ applied: 'Asked for', out_of_date: 'Out of date', not_verified: 'Not verified yet' },
      ...{ due_soon: 'Due soon', verified: 'Verified' },
    })
  })
})

describe('for how long the rules take one', () => {
  test('is what the rule about that kind says, and null where it says nothing', () => {
    const own: Profile = {
      ...profile,
      controls: {
        P01: { level: 'MUST', parameters: { renewal_months: 7 } },
        P03: { level: 'MUST', parameters: { renewal_months: 'often' } },
        P08: { level: 'MUST', parameters: {} },
      },
    }
    const months = Object.fromEntries(credentialKinds.map((kind) => [kind, renewalOf(own, kind)]))
    expect(months).toEqual({
      ...Object.fromEntries(credentialKinds.map((kind) => [kind, null])),
      record_check: 7,
    })
    expect(renewalOf(own, 'another' as CredentialKind)).toBeNull()
  })

  test('is nothing where it is not there yet, whatever day was written down', () => {
    expect(lastDay({ issuedOn: null, expiresOn: '2027-01-01' }, 12)).toBeNull()
    expect(lastDay({ issuedOn: null, expiresOn: null }, 12)).toBeNull()
    expect(lastDay({ issuedOn: '2025-01-31', expiresOn: '2026-01-31' }, null)).toBe('2026-01-31')
    expect(lastDay({ issuedOn: '2025-01-31', expiresOn: '2026-01-31' }, 12)).toBe('2026-01-31')
  })
})

describe('what a rule about people says', () => {
  const person = (differs: Partial<KnownPerson> = {}): KnownPerson => ({
    ...{ coaching: true, roles: ['coach'], offered: [], credentials: [] },
    ...differs,
  })
  const says = (rule: string, differs: Partial<KnownPerson>, by = profile) => {
    const found = judgePerson(by, person(differs), now).find((each) => each.rule === rule)
    return found && { result: found.result, because: found.because, until: found.until }
  }
  const P01 = (...credentials: KnownCredential[]) => says('P01', { credentials })
  const applied = credential({ issuedOn: null, appliedOn: '2026-11-01', verified: null })

  test('is that nothing is there, that it was asked for, or that its day is to come', () => {
    const because = (found: ReturnType<typeof P01>) => [found?.result, found?.because]
    expect(because(P01())).toEqual([
      ...['not_met', 'There is no note of the criminal record check.'],
    ])
    expect(because(P01(applied))).toEqual([
      'not_met',
      'We wait for the criminal record check. It was asked for on 1 November 2026.',
    ])
    expect(because(P01(credential({ issuedOn: '2026-11-26' })))).toEqual([
      ...['not_met', 'The day on the criminal record check is still to come.'],
    ])
    expect(P01(credential({ issuedOn: '2026-11-25' }))?.result).toBe('met')
  })

  test('is of that kind alone, and of the one that is there where another is on its way', () => {
    expect(P01(credential({ kind: 'first_aid' }))?.result).toBe('not_met')
    expect(P01(credential({ kind: 'first_aid' }), credential())?.result).toBe('met')
    expect(P01(applied, credential())?.result).toBe('met')
    expect(P01(credential(), applied)?.result).toBe('met')
  })

  test('names the last day of one that is out of date, and what was asked for since', () => {
    const old = credential({ issuedOn: '2020-05-05' })
    const late = 'For the criminal record check, the last day was 5 May 2023.'
    expect(P01(old)).toEqual({ result: 'not_met', because: late, until: null })
    expect(P01(old, applied)?.because).toBe(`${late} It was asked for on 1 November 2026.`)
  })

  test('says who saw it, how, when, and until when that counts', () => {
    expect(P01(credential())).toEqual({
      ...{ result: 'met', until: new Date('2028-02-01T00:00:00Z') },
      because:
        'Wendy Officer saw the original on 2 February 2025. It counts until 31 January 2028.',
    })
    expect(says('P01', { credentials: [credential()] }, silent)).toEqual({
      ...{ result: 'met', until: null },
      because: 'Wendy Officer saw the original on 2 February 2025.',
    })
  })

  test('takes their own word for insurance alone of what covers coaching online', () => {
    const own = { verified: null, coversOnline: true }
    const insurance = credential({ ...own, kind: 'insurance', expiresOn: '2027-01-31' })
    expect(says('P07', { credentials: [insurance] })).toMatchObject({
      result: 'met',
      because: expect.stringMatching(/^Jo Coach put in the insurance on .* It counts until /),
    })
    expect(says('P07', { credentials: [{ ...insurance, coversOnline: false }] })).toMatchObject({
      ...{ result: 'not_met', because: 'Coaching online is not covered by the insurance.' },
    })
    expect(says('P07', { credentials: [{ ...insurance, coversOnline: null }] })).toMatchObject({
      because: expect.stringMatching(/did not say whether it covers coaching online\.$/),
    })
    const licence = credential({ ...own, kind: 'coaching_licence' })
    expect(says('P06', { credentials: [licence] })).toMatchObject({
      result: 'could_not_check',
      because: expect.stringMatching(/Nobody else has looked at it yet\.$/),
    })
    expect(
      says('P08', { credentials: [credential({ kind: 'first_aid', coversOnline: false })] }),
    ).toMatchObject({ result: 'met' })
  })

  test('takes the own word of who declares instead of a check, whatever it covers', () => {
    const declared = credential({ kind: 'self_declaration', verified: null, coversOnline: false })
    const secretary = { coaching: false, roles: ['secretary'] as const, credentials: [declared] }
    expect(says('P10', secretary)?.result).toBe('met')
  })

  test('looks in the Update Service for a record check that is there and relies on it alone', () => {
    const relies = { onUpdateService: true }
    const P02 = (differs: Partial<KnownCredential>) =>
      says('P02', { credentials: [credential(differs)] })
    expect(P02({})).toBeUndefined()
    expect(P02({ ...relies, kind: 'first_aid' })).toBeUndefined()
    expect(P02({ ...relies, issuedOn: null })).toBeUndefined()
    expect(P02(relies)?.because).toBe('Nobody has looked in the Update Service yet.')
    const looked = { ...relies, statusCheckedAt: new Date('2026-01-02T09:00:00Z') }
    expect(P02(looked)).toMatchObject({
      ...{ result: 'met', until: new Date('2027-01-03T00:00:00Z') },
      because: expect.stringMatching(/Nothing had changed\.$/),
    })
    expect(P02({ ...relies, statusCheckedAt: new Date('2025-01-02T09:00:00Z') })?.because).toMatch(
      / Look again\.$/,
    )
  })

  test('is about a yes to each role only for who has a role, or coaches without one', () => {
    const P11 = (differs: Partial<KnownPerson>) => says('P11', differs)
    expect(P11({ coaching: false, roles: [] })).toBeUndefined()
    expect(P11({ roles: [] })).toMatchObject({
      ...{ result: 'not_met', because: 'No role at the club is written down for them.' },
    })
    expect(P11({ offered: ['team_manager', 'chair', 'team_manager'] })?.because).toBe(
      'They have not said yes yet to being team manager, chair.',
    )
    expect(P11({ coaching: false, roles: ['chair'] })?.because).toBe(
      'They have said yes to each of their roles.',
    )
  })
})
