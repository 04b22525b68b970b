import { describe, expect, test } from 'vitest'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { profileDocument, type PartChoices } from '#lib/core/profiles/document'
import { effectiveAt } from '#lib/core/profiles/effective'
import { contradictions } from '#lib/core/profiles/contradictions'
import { profileName } from '#lib/core/profiles/profile-name'
import type { Publication, RuleSource } from '#lib/core/profiles/publication'
import { ruleParts } from '#lib/core/profiles/rule-sources'
import { differences } from '#lib/core/profiles/rule-words'
import {
  choicesFrom,
  editable,
  typedFrom,
  type TypedChoice,
} from '#lib/core/profiles/typed-choices'
import type { ControlId } from '#lib/core/results'
import { profileRuleIds, type ProfileRuleId } from '#lib/core/rules/rule-ids'

const { controls: builtIn } = nspcc2020Cpsu

/** The editor with these rules, some of its fields typed otherwise. */
const typed = (
  choices: PartChoices,
  differs: { readonly [id in ProfileRuleId]?: Partial<TypedChoice> } = {},
) => {
  const shown = editable(null, choices)
  return Object.fromEntries(
    profileRuleIds.map((id) => [id, { ...typedFrom(shown[id], id), ...differs[id] }] as const),
  )
}

describe('what the editor of rules makes of what was typed', () => {
  test('is what it was begun from, where nothing was typed', () => {
    expect(choicesFrom(typed(builtIn), null)).toEqual({ controls: builtIn, problems: [] })
    expect(choicesFrom(typed(builtIn), builtIn)).toEqual({ controls: {}, problems: [] })
  })

  test('is of a region or club only what is not as above', () => {
    const wanted = typed(builtIn, {
      Z08: { level: 'MUST', countsFrom: '2027-03-01' },
      Z07: { acceptance_days: '30' },
      Z22: { acceptance_days: '', statement_days: '' },
    })
    expect(choicesFrom(wanted, builtIn)).toEqual({
      controls: {
        Z08: { level: 'MUST', countsFrom: '2027-03-01' },
        Z07: { acceptance: { longest_days: 30 } },
        Z22: { acceptance: null, statement: null },
      },
      problems: [],
    })
  })

  test('shows again as it was typed', () => {
    const { controls } = choicesFrom(
      typed(builtIn, { Z08: { level: 'MUST', countsFrom: '2027-03-01' }, Z22: { level: '' } }),
      null,
    )
    expect(choicesFrom(typed(controls), null).controls).toEqual(controls)
    const own = { Z22: { acceptance: null } }
    expect(editable(builtIn, own).Z22?.acceptance).toBeUndefined()
    expect(editable(builtIn, own).Z22?.statement).toEqual({ lasts_days: 90 })
  })

  test.each(['0', '367', '1.5', 'a month', '-1'])('refuses %s as a number of days', (days) => {
    const { problems } = choicesFrom(typed(builtIn, { Z08: { acceptance_days: days } }), null)
    expect(problems).toMatchObject([{ field: 'controls.Z08.acceptance_days' }])
  })

  test('says beside its field what asks for less than above', () => {
    const { problems } = choicesFrom(
      typed(builtIn, {
        Z01: { level: '' },
        Z02: { level: 'SHOULD' },
        Z08: { acceptance_days: '91' },
        Z22: { statement_days: '91' },
        Z12: { parameters: { recording: 'required' } },
      }),
      builtIn,
    )
    expect(problems.map(({ field }) => field).toSorted()).toEqual([
      'controls.Z01.level',
      'controls.Z02.level',
      'controls.Z08.acceptance_days',
      'controls.Z12.parameters.recording',
      'controls.Z22.statement_days',
    ])
  })
})

describe('a difference between rules', () => {
  test('is none between the same, and names what changed from what to what', () => {
    expect(differences(builtIn, builtIn)).toEqual([])
    const { controls } = choicesFrom(
      typed(builtIn, { Z08: { level: 'MUST' }, Z12: { parameters: { recording: 'required' } } }),
      null,
    )
    expect(differences(builtIn, editable(null, controls))).toMatchObject([
      {
        control: 'Z08',
        changes: [{ name: 'How strongly', from: 'Advice', to: 'Must' }],
      },
      {
        control: 'Z12',
        changes: [{ from: 'Sessions are not recorded', to: 'Every session is recorded' }],
      },
    ])
  })

  test('says of a rule that begins or ends how strongly it is asked for', () => {
    const { Z08, ...without } = builtIn
    expect(differences(without, { ...without, Z08 })[0]?.changes[0]).toEqual({
      ...{ name: 'How strongly', from: 'Not asked for', to: 'Advice' },
    })
    expect(differences(builtIn, without)).toMatchObject([
      { control: 'Z08', changes: [{ from: 'Advice', to: 'Not asked for' }] },
    ])
  })
})

test.each(['0000-01-01', '1999-12-31', '2200-01-01', '9999-12-31', '2027-02-30'])(
  'a rule does not count from %s, which would stop the checks of every club',
  (countsFrom) => {
    const rules = (from: string) =>
      profileDocument.safeParse({
        ...{ name: 'Rules', base: null, controls: { Z08: { level: 'SHOULD', countsFrom: from } } },
      })
    expect(rules(countsFrom).error?.issues[0]?.path).toEqual(['controls', 'Z08', 'countsFrom'])
    expect(rules('2027-02-28').success).toBe(true)
  },
)

test('a rule is by whoever has a part in it, and by nobody else', () => {
  const at = new Date('2027-01-01T00:00:00Z')
  const source = (organisationId: string, kind: RuleSource['kind']): RuleSource => ({
    ...{ organisationId, kind, name: organisationId, startsAt: at, endsAt: null },
  })
  const of = (publisherId: string, controls: Publication['document']['controls']): Publication => ({
    ...{ id: publisherId, publisherId, profile: publisherId, version: 2 },
    ...{ publishedAt: at, inForceFrom: at },
    document: { name: 'Rules', base: null, controls, equivalents: [], exempt: [] },
  })
  const effective = effectiveAt(
    [source('body', 'governing_body'), source('club', 'club')],
    [
      of('body', { Z01: { level: 'MUST' }, Z08: { level: 'SHOULD' }, Z09: { level: 'MUST' } }),
      of('club', { Z08: { level: 'MUST' }, Z09: { level: 'SHOULD' }, Z07: { level: 'MUST' } }),
    ],
    at,
  )
  const names = (control: ControlId) => ruleParts(effective, control).map(({ name }) => name)
  expect(names('Z01')).toEqual(['body'])
  expect(names('Z08')).toEqual(['body', 'club'])
  expect(names('Z09')).toEqual(['body'])
  expect(names('Z07')).toEqual(['club'])
  expect(names('Z03')).toEqual([])
})

test('a body that has published nothing stands by the built-in rules; one that came later adds', () => {
  const [early, late] = [new Date('2027-01-01T00:00:00Z'), new Date('2027-02-01T00:00:00Z')]
  const body = (organisationId: string, startsAt: Date): RuleSource => ({
    ...{ organisationId, kind: 'governing_body', name: organisationId, startsAt, endsAt: null },
  })
  const controls: Publication['document']['controls'] = {
    Z01: { level: 'SHOULD' },
    Z08: { level: 'MUST' },
  }
  const published: Publication = {
    ...{ id: '1', publisherId: 'later', profile: 'later', version: 1 },
    ...{ publishedAt: late, inForceFrom: late },
    document: { name: 'Rules', base: null, controls, equivalents: [], exempt: [] },
  }
  const effective = (sources: RuleSource[]) => effectiveAt(sources, [published], late).profile
  const both = effective([body('later', late), body('silent', early)])
  expect(both.id).toBe(nspcc2020Cpsu.id)
  expect(both.controls.Z01?.level).toBe('MUST')
  expect(both.controls.Z08?.level).toBe('MUST')
  expect(both.controls.Z02).toEqual(builtIn.Z02)
  // The other way round it is whose affiliation is older that says all of them.
  const turned = effective([body('silent', late), body('later', early)])
  expect(turned).toMatchObject({ id: 'later', controls: { Z01: { level: 'SHOULD' } } })
})

test('a version is called by whose it is, with those who ask for more', () => {
  expect(profileName('nspcc-2020-cpsu@1')).toBe('NSPCC 2020 + CPSU remote coaching, version 1')
  expect(profileName('national-gymnastics@3+kent@1')).toBe(
    'National Gymnastics, version 3, with Kent, version 1',
  )
})

describe('two clubs that one account is used for', () => {
  const rules = (club: string, recording: string) => ({
    club,
    controls: { ...builtIn, Z12: { level: 'MUST' as const, parameters: { recording } } },
  })

  test('contradict each other where one forbids what the other asks for', () => {
    expect(contradictions([rules('Hartley', 'forbidden'), rules('Kent', 'required')])).toEqual([
      {
        ...{ control: 'Z12', label: 'Recording of sessions' },
        sides: [
          { club: 'Hartley', asks: 'Sessions are not recorded' },
          { club: 'Kent', asks: 'Every session is recorded' },
        ],
      },
    ])
  })

  test.each([
    ['forbidden', 'forbidden'],
    ['required', 'allowed'],
    ['allowed', 'forbidden'],
  ])('do not where one says %s and the other %s', (one, other) => {
    expect(contradictions([rules('Hartley', one), rules('Kent', other)])).toEqual([])
  })

  test('do not where one of them does not ask at all', () => {
    const { Z12: _, ...without } = builtIn
    expect(
      contradictions([rules('Hartley', 'required'), { club: 'Kent', controls: without }]),
    ).toEqual([])
  })
})
