import { describe, expect, test } from 'vitest'
import { evaluateUser } from '#lib/core/evaluate'
import { profileDocument, type PartChoices } from '#lib/core/profiles/document'
import { effectiveAt } from '#lib/core/profiles/effective'
import { nspcc2020Cpsu, nspcc2020CpsuVersion2 } from '#lib/core/profiles/nspcc-2020-cpsu'
import { parseProfile } from '#lib/core/profiles/parse-profile'
import type { Publication, RuleSource } from '#lib/core/profiles/publication'
import { differences } from '#lib/core/profiles/rule-words'
import { tighten } from '#lib/core/profiles/tighten'
import { choicesFrom, editable, mayBeStated, typedFrom } from '#lib/core/profiles/typed-choices'
import { askedOfClub } from '#lib/core/proof/asked'
import { askedState } from '#lib/core/proof/asked-state'
import { controlIds } from '#lib/core/results'
import { profileRuleIds, saidRuleIds } from '#lib/core/rules/rule-ids'
import { saidGroups } from '#lib/core/rules/said-groups'
import { safeUser, userReadings } from '../support/control-bodies'

/** The rules that Zoom never tells, as a profile asks for them. */

/** Only what Zoom tells. */
const { controls: builtIn } = nspcc2020CpsuVersion2
const now = new Date('2027-06-01T00:00:00Z')
const year = { lasts_days: 365 }
const G01 = { level: 'MUST', parameters: {}, statement: year } as const
const M10 = { level: 'SHOULD', parameters: { end_minutes: 5 }, statement: year } as const

test('a profile from JSON may ask for each of them, with what may be set for it, and no risk', () => {
  const of = (controls: object) => parseProfile({ id: 'ours', version: 1, name: 'Ours', controls })
  const Z01 = { level: 'MUST' }
  expect(of({ Z01, G01, M10 })).toMatchObject({ ok: true, profile: { controls: { G01, M10 } } })
  expect(of({ Z01, M10: { ...M10, parameters: { end_minutes: 16 } } })).toMatchObject({
    ...{ ok: false, where: 'controls.M10.parameters.end_minutes' },
  })
  expect(of({ Z01, G01: { ...G01, acceptance: { longest_days: 30 } } })).toMatchObject({
    ...{ ok: false, where: 'controls.G01.acceptance' },
  })
  // Nothing would ever be found by it, and that is not safety.
  expect(of({ G01 })).toMatchObject({ ok: false, where: 'controls' })
})

test('what is published may ask for them, and for no accepted risk of them', () => {
  const of = (G02: object) =>
    profileDocument.safeParse({ name: 'Ours', base: null, controls: { G02 } }).success
  expect(of(G01)).toBe(true)
  expect(of({ ...G01, acceptance: { longest_days: 30 } })).toBe(false)
  expect(of({ ...G01, parameters: { made_up: 1 } })).toBe(false)
})

test('a lower tier may ask for more of them, sooner and again sooner; never for less', () => {
  const above = { G01, M10 }
  const tightened = tighten(
    above,
    {
      G01: { level: 'SHOULD', statement: { lasts_days: 366 } },
      M10: { level: 'MUST', parameters: { end_minutes: 3 }, statement: { lasts_days: 90 } },
      P01: { level: 'MUST', statement: year },
    },
    now,
  )
  expect(tightened.controls).toEqual({
    G01,
    M10: { level: 'MUST', parameters: { end_minutes: 3 }, statement: { lasts_days: 90 } },
    P01: { level: 'MUST', parameters: { renewal_months: 36 }, statement: year },
  })
  expect(tightened.ignored).toEqual([
    { control: 'G01', part: 'level' },
    { control: 'G01', part: 'statement' },
  ])
})

test('they are in the rules of a club as its body published them, as advice until they count', () => {
  const body: RuleSource = {
    ...{ organisationId: 'body', kind: 'governing_body', name: 'Body', endsAt: null },
    startsAt: new Date('2027-01-01T00:00:00Z'),
  }
  const published: Publication = {
    ...{ id: '1', publisherId: 'body', profile: 'body', version: 1 },
    ...{ publishedAt: body.startsAt, inForceFrom: body.startsAt },
    document: {
      ...{ name: 'Rules', base: null, equivalents: [], exempt: [] },
      controls: { Z01: { level: 'MUST' }, G01: { ...G01, countsFrom: '2027-07-01' } },
    },
  }
  const at = (day: string) => effectiveAt([body], [published], new Date(day)).profile
  expect(askedOfClub(at('2027-06-30'))).toEqual([
    { rule: 'G01', level: 'SHOULD', lasts_days: 365, countsFrom: '2027-07-01' },
  ])
  expect(askedOfClub(at('2027-07-01'))).toMatchObject([{ rule: 'G01', level: 'MUST' }])
})

test('no reading judges them, and they change nothing of what is read', () => {
  const readings = userReadings(safeUser)
  const asks = { ...nspcc2020Cpsu, controls: { ...builtIn, G01, M10, M02: G01 } }
  expect(evaluateUser(asks, readings)).toEqual(evaluateUser(nspcc2020CpsuVersion2, readings))
  expect(evaluateUser(nspcc2020Cpsu, readings)).toEqual(
    evaluateUser(nspcc2020CpsuVersion2, readings),
  )
})

describe('the editor', () => {
  const typed = (choices: PartChoices, differs: object = {}) => {
    const shown = editable(null, choices)
    return Object.fromEntries(
      profileRuleIds.map((id) => [
        id,
        { ...typedFrom(shown[id], id), ...Object.entries(differs).find(([of]) => of === id)?.[1] },
      ]),
    )
  }

  test('has each once, in a group, and asks for none by itself', () => {
    expect(saidGroups.flatMap(({ ids }) => ids).toSorted()).toEqual([...saidRuleIds].toSorted())
    const { controls } = choicesFrom(typed({ Z01: { level: 'MUST' } }), null)
    expect(Object.keys(controls)).toEqual(['Z01'])
  })

  test('keeps such choices, a statement for a year where nobody says otherwise', () => {
    const first = choicesFrom(typed(builtIn, { G01: { level: 'MUST' } }), null)
    expect(first).toEqual({ controls: { ...builtIn, G01 }, problems: [] })
    expect(choicesFrom(typed(first.controls), null).controls).toEqual(first.controls)
    const wanted = typed(first.controls, { G01: { statement_days: '90' }, M10: { level: 'MUST' } })
    expect(choicesFrom(wanted, { ...builtIn, G01 })).toEqual({
      controls: { G01: { statement: { lasts_days: 90 } }, M10: { ...M10, level: 'MUST' } },
      problems: [],
    })
  })

  test.each(['', '0', '367'])('refuses “%s” as the days for which a statement counts', (days) => {
    const wanted = typed(builtIn, { G01: { level: 'MUST', statement_days: days } })
    expect(choicesFrom(wanted, null).problems).toMatchObject([
      { field: 'controls.G01.statement_days' },
    ])
  })

  test('takes no statement for what each person signs', () => {
    expect(saidRuleIds.filter((id) => !mayBeStated(id))).toEqual(['G07'])
    expect(controlIds.every(mayBeStated)).toBe(true)
    const { controls, problems } = choicesFrom(typed(builtIn, { G07: { level: 'SHOULD' } }), null)
    expect(problems).toEqual([])
    expect(controls.G07).toEqual({ level: 'SHOULD', parameters: { renewal_months: 12 } })
  })

  test('refuses less than above in the words of the rule', () => {
    const { problems } = choicesFrom(typed(builtIn), { ...builtIn, G01 })
    expect(problems).toMatchObject([
      { field: 'controls.G01.level', message: expect.stringMatching(/^“The club has a safegu/) },
    ])
  })

  test('says in words what is asked for anew', () => {
    expect(differences(builtIn, { ...builtIn, G01 })).toMatchObject([
      {
        ...{ control: 'G01', title: expect.stringMatching(/^The club has a safeguarding/) },
        changes: [
          { name: 'How strongly', from: 'Not asked for', to: 'Must' },
          { name: 'A statement counts', to: 'For 365 days' },
        ],
      },
    ])
  })
})

describe('what a club is asked to state', () => {
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  const stated = {
    ...{ state: 'in_force' as const, verifiedAt: null },
    ...{ statedAt: day('2027-01-01'), lapsesAt: day('2028-01-01') },
  }

  test('is not stated until somebody does, and again where they took it back', () => {
    const nothing = { state: 'not_stated', until: null }
    expect(askedState(undefined, year, now)).toEqual(nothing)
    expect(askedState({ ...stated, state: 'withdrawn' }, year, now)).toEqual(nothing)
  })

  test('is stated until its day, and verified where a second person looked', () => {
    const until = day('2028-01-01')
    expect(askedState(stated, year, now)).toEqual({ state: 'stated', until })
    expect(askedState({ ...stated, verifiedAt: now }, year, now).state).toBe('verified')
    expect(askedState(stated, year, until)).toEqual({ state: 'lapsed', until })
  })

  test('has lapsed where the rules take a statement for less long now', () => {
    expect(askedState(stated, { lasts_days: 90 }, now)).toEqual({
      ...{ state: 'lapsed', until: day('2027-04-01') },
    })
  })
})
