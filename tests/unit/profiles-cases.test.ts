import { describe, expect, test } from 'vitest'
import { parametersOf } from '#lib/core/controls/parameters'
import { announcedFrom } from '#lib/core/profiles/announced-from'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import { contradictions } from '#lib/core/profiles/contradictions'
import type { ProfileDocument } from '#lib/core/profiles/document'
import { effectiveAt } from '#lib/core/profiles/effective'
import { exemptRules, type ExemptionTerm } from '#lib/core/profiles/exempt-categories'
import type { Publication, RuleSource } from '#lib/core/profiles/publication'
import { ruleFacts } from '#lib/core/profiles/rule-words'
import { standing, tighten } from '#lib/core/profiles/tighten'
import { editable, typedFrom } from '#lib/core/profiles/typed-choices'
import { addedWays } from '#lib/core/profiles/ways'
import { controlIds, type ControlId } from '#lib/core/results'

/** Rules of several tiers: what stands there, what does not, and what is left as it was. */

const on = (day: string) => new Date(`${day}T00:00:00Z`)
const MUST = { level: 'MUST', parameters: {} } as const

const source = (
  organisationId: string,
  kind: RuleSource['kind'],
  startsAt = '2027-01-01',
): RuleSource => ({
  ...{ organisationId, kind, name: organisationId, startsAt: on(startsAt), endsAt: null },
})
const published = (publisherId: string, differs: Partial<ProfileDocument> = {}): Publication => ({
  ...{ id: publisherId, publisherId, profile: publisherId, version: 1 },
  ...{ publishedAt: on('2027-01-01'), inForceFrom: on('2027-01-01') },
  document: {
    ...{ name: 'Rules', base: null, controls: { Z01: MUST }, equivalents: [], exempt: [] },
    ...differs,
  },
})

describe('the rules of a club', () => {
  const tiers = [source('body', 'governing_body'), source('club', 'club')]
  const at = on('2027-02-01')
  const said = { reason: 'So', name: 'Board' }
  const ways = {
    equivalents: [
      { ...said, key: 'a', rule: 'G01' as const, what: 'A' },
      { ...said, key: 'b', rule: 'G02' as const, what: 'B' },
    ],
    exempt: [
      { ...said, key: 'c', category: 'C', rules: ['Z01' as const, 'Z02' as const], lasts_days: 9 },
      { ...said, key: 'd', category: 'D', rules: ['Z02' as const], lasts_days: 9 },
    ],
  }
  const controls = { Z01: MUST, G01: MUST }

  test('keep all of their body’s other ways that they do not turn down', () => {
    const of = (club: Partial<ProfileDocument>) => {
      const both = [published('body', { controls, ...ways }), published('club', club)]
      const { profile } = effectiveAt(tiers, both, at)
      return [profile.equivalents?.map(({ key }) => key), profile.exempt?.map(({ key }) => key)]
    }
    expect(of({})).toEqual([['a'], ['c']])
    expect(of({ notTaken: ['a'] })).toEqual([undefined, ['c']])
    expect(of({ notTaken: ['c'] })).toEqual([['a'], undefined])
    expect(of({ controls: { G02: MUST, Z02: MUST } })).toEqual([['a'], ['c']])
  })

  test('have their body’s times of reminders, and none where it says none', () => {
    const reminders = { before_days: [7], weekly_times: 1 }
    const others = { before_days: [1], weekly_times: 0 }
    const both = [published('body', { reminders }), published('club', { reminders: others })]
    expect(effectiveAt(tiers, both, at).profile.reminders).toEqual(reminders)
    const without = [published('body'), published('club', { reminders: others })]
    expect(effectiveAt(tiers, without, at).profile).not.toHaveProperty('reminders')
  })

  test('are as they are since a tier began, though it never ends', () => {
    const late = [source('body', 'governing_body', '2027-01-20')]
    expect(effectiveAt(late, [published('body')], at).since).toEqual(on('2027-01-20'))
  })

  test('do not change with what comes built in, where a body says all of them', () => {
    const begins = builtInProfiles.flatMap((each) => [...announcedFrom(each).values()])
    const last = new Date(Math.max(...begins.map(Number), Number(on('2027-01-01'))) + 1)
    const both = [published('body'), published('club')]
    expect(effectiveAt(tiers, both, last).since).toEqual(on('2027-01-01'))
  })

  test('are added to by nobody who names no rule', () => {
    const nothing = { ...said, key: 'e', category: 'E', rules: [], lasts_days: 9 }
    expect(addedWays({ equivalents: [], exempt: [nothing] })).toEqual([])
  })
})

describe('what does not apply', () => {
  const category = (key: string, rule: 'Z01' | 'Z02') => ({
    ...{ key, category: key, rules: [rule], reason: 'So', name: 'Board', lasts_days: 9 },
  })
  const term = (key: string, because: string): ExemptionTerm => ({
    ...{ key, subjectKind: 'club', subjectId: 'club', because },
    ...{ confirmedAt: on('2027-01-01'), lapsesAt: on('2028-01-01') },
  })

  test('is what the category names, by the first who said so', () => {
    const categories = [category('a', 'Z01'), category('b', 'Z02')]
    const found = (...terms: ExemptionTerm[]) => [
      ...exemptRules(categories, terms, on('2027-02-01')),
    ]
    expect(found(term('b', 'B'))).toEqual([['Z02', 'B']])
    expect(found(term('a', 'First'), term('a', 'Second'))).toEqual([['Z01', 'First']])
  })
})

describe('a tier below', () => {
  const at = on('2027-03-01')

  test('leaves no day where none was said', () => {
    expect(standing({ Z09: {} }, at).Z09).not.toHaveProperty('countsFrom')
    const later = { level: 'SHOULD', countsFrom: '2027-04-01' } as const
    const waits = tighten({ Z09: MUST }, { Z09: later }, at).controls.Z09
    expect(waits).not.toHaveProperty('countsFrom')
  })

  test('does not move the day of what is a rule above it already', () => {
    const upper = { ...MUST, countsFrom: '2027-05-01' }
    const part = { level: 'MUST', countsFrom: '2027-02-01' } as const
    expect(tighten({ Z09: upper }, { Z09: part }, at).controls.Z09?.countsFrom).toBe('2027-05-01')
  })

  test('sets what is tighter, leaves what it does not name, and cannot loosen', () => {
    const above = { P03: { level: 'MUST' as const, parameters: { renewal_months: 24 } } }
    const months = (parameters?: { renewal_months: number }) => {
      const { controls, ignored } = tighten(above, { P03: { parameters } }, at)
      return [controls.P03?.parameters['renewal_months'], ignored]
    }
    expect(months({ renewal_months: 12 })).toEqual([12, []])
    expect(months({ renewal_months: 24 })).toEqual([24, []])
    expect(months()).toEqual([24, []])
    expect(months({ renewal_months: 36 })).toEqual([
      ...[24, [{ control: 'P03', part: 'parameter', parameter: 'renewal_months' }]],
    ])
  })
})

describe('two clubs', () => {
  type Sided = { control: ControlId; name: string; values: readonly (string | number)[] }

  test('are at odds about nothing that has a tighter side, or is a number', () => {
    const sided = controlIds.flatMap((control) =>
      parametersOf(control).flatMap((spec): Sided[] => {
        if (spec.kind === 'number')
          return [{ control, name: spec.name, values: [spec.min, spec.max] }]
        const values = spec.values.map(({ value }) => value)
        return spec.order === null ? [] : [{ control, name: spec.name, values }]
      }),
    )
    expect(sided.length).toBeGreaterThan(0)
    for (const { control, name, values } of sided) {
      const clubs = values.map((value) => ({
        club: String(value),
        controls: { [control]: { level: 'MUST' as const, parameters: { [name]: value } } },
      }))
      expect(contradictions(clubs), control).toEqual([])
    }
  })
})

describe('a rule, fact by fact', () => {
  const facts = (control: 'P03' | 'Z12', parameters: object) =>
    Object.fromEntries(
      ruleFacts(control, { level: 'MUST', parameters: { ...parameters } }).map((fact) => [
        ...[fact.name, fact.value],
      ]),
    )

  test('says its parameters in words, and what is none of them not at all', () => {
    const [months] = parametersOf('P03')
    const [recording] = parametersOf('Z12')
    expect(facts('P03', { renewal_months: 24 })[months?.label ?? '']).toBe('24 months')
    expect(facts('Z12', { recording: 'forbidden' })[recording?.label ?? '']).toBe(
      'Sessions are not recorded',
    )
    expect(facts('Z12', { recording: true })[recording?.label ?? '']).toBe('Not set')
  })

  test('says of a risk only where something could be found', () => {
    expect(facts('Z12', {})).toMatchObject({
      ...{ 'A risk may be accepted': 'No', 'A statement may stand in': 'No' },
    })
    expect(facts('P03', {})).not.toHaveProperty('A risk may be accepted')
    expect(facts('P03', {})).toMatchObject({ 'A statement counts': 'No' })
  })
})

describe('the editor', () => {
  const [{ controls: above }] = builtInProfiles

  test('shows all that stands above, and what is the tier’s own in its place', () => {
    const shown = editable(above, { Z08: { level: 'MUST' } })
    expect(Object.keys(shown).toSorted()).toEqual(
      [...new Set([...Object.keys(above), 'Z08'])].toSorted(),
    )
    expect(shown.Z08?.level).toBe('MUST')
    expect(editable(null, { Z08: {} }).Z08).toStrictEqual({ level: 'SHOULD', parameters: {} })
  })

  test('shows nothing for what is neither a word nor a number', () => {
    const typed = typedFrom({ level: 'MUST', parameters: { recording: true } }, 'Z12')
    expect(typed.parameters).toEqual({ recording: '' })
  })
})
