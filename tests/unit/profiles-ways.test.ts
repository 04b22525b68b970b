import { describe, expect, test } from 'vitest'
import { evaluateUser } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { askedOfClub, askedOfCoach } from '#lib/core/proof/asked'
import { verdictsOf } from '#lib/audits/verdicts-of'
import { bodyOf, read, safeUser, userReadings } from '../support/control-bodies'
import { profileDocument, type ProfileDocument } from '#lib/core/profiles/document'
import { effectiveAt } from '#lib/core/profiles/effective'
import { equivalentOf, equivalentsFor, isTaken } from '#lib/core/profiles/equivalents'
import { exemptRules, type ExemptionTerm } from '#lib/core/profiles/exempt-categories'
import type { Publication, RuleSource } from '#lib/core/profiles/publication'
import { addedWays } from '#lib/core/profiles/ways'

/** What else counts for a rule, and kinds of session for which it does not hold. */

const at = new Date('2027-01-01T00:00:00Z')
const source = (organisationId: string, kind: RuleSource['kind']): RuleSource => ({
  ...{ organisationId, kind, name: organisationId, startsAt: at, endsAt: null },
})
const of = (publisherId: string, said: Partial<ProfileDocument>): Publication => ({
  ...{ id: publisherId, publisherId, profile: publisherId, version: 1 },
  ...{ publishedAt: at, inForceFrom: at },
  document: { name: 'Rules', base: null, controls: {}, equivalents: [], exempt: [], ...said },
})
const controls = { Z01: { level: 'MUST' }, Z08: { level: 'MUST' }, P04: { level: 'MUST' } } as const
const training = {
  ...({ key: 'fa-training', rule: 'P04', what: 'Training of the FA' } as const),
  ...{ reason: 'It covers the same.', name: 'Board' },
}
const adults = {
  ...({ key: 'adults-only', category: 'Sessions for adults only', rules: ['Z08', 'M10'] } as const),
  ...{ reason: 'No child is there.', name: 'Board', lasts_days: 90 },
}
const ways = { equivalents: [training], exempt: [{ ...adults, rules: [...adults.rules] }] }
const everybody = [source('body', 'governing_body'), source('club', 'club')]
const body = of('body', { controls, ...ways })

describe('the rules of a club', () => {
  test('have the ways that its body names, of what it asks for and nothing else', () => {
    const { profile } = effectiveAt(everybody, [body], at)
    expect(profile.equivalents).toEqual([training])
    expect(profile.exempt).toEqual([{ ...adults, rules: ['Z08'] }])
  })

  test('have none of its own, which would ask for less: they do not hold, and are named', () => {
    const { profile, layers } = effectiveAt(
      everybody,
      [of('body', { controls }), of('club', ways)],
      at,
    )
    expect(profile.exempt).toBeUndefined()
    expect(profile.equivalents).toBeUndefined()
    expect(layers[1]?.ignored).toEqual(addedWays(ways))
    expect(addedWays(ways)).toEqual([
      { control: 'P04', part: 'equivalent', parameter: 'Training of the FA' },
      { control: 'Z08', part: 'exemption', parameter: 'Sessions for adults only' },
    ])
  })

  test('are without what it does not take of those above', () => {
    const stricter = of('club', { notTaken: ['adults-only'] })
    const { profile } = effectiveAt(everybody, [body, stricter], at)
    expect(profile.exempt).toBeUndefined()
    expect(profile.equivalents).toEqual([training])
  })
})

test('what is published names each way once, with a reason, and of rules that there are', () => {
  const parses = (said: object) =>
    profileDocument.safeParse({ name: 'Ours', base: null, controls: {}, ...said }).success
  expect(parses(ways)).toBe(true)
  expect(parses({ equivalents: [training, training] })).toBe(false)
  expect(parses({ exempt: [{ ...adults, rules: [] }] })).toBe(false)
  expect(parses({ exempt: [{ ...adults, reason: ' ' }] })).toBe(false)
  expect(parses({ exempt: [{ ...adults, rules: ['Z99'] }] })).toBe(false)
  // Zoom tells whether it is so: nothing else can be taken for that.
  expect(parses({ equivalents: [{ ...training, rule: 'Z01' }] })).toBe(false)
})

test('a claim counts by what the rules take now, and no more once they do not', () => {
  const { profile } = effectiveAt(everybody, [body], at)
  expect(equivalentsFor(profile, 'P04')).toEqual([training])
  expect(equivalentsFor(profile, 'Z08')).toEqual([])
  expect(equivalentOf(profile, 'P04', 'fa-training')).toEqual(training)
  expect(equivalentOf(profile, 'P04', 'other')).toBeNull()
  expect(isTaken(profile, 'P04', null)).toBe(true)
  expect(isTaken(profile, 'P04', 'fa-training')).toBe(true)
  const { equivalents: _, ...without } = profile
  expect(isTaken(without, 'P04', 'fa-training')).toBe(false)
  const notAsked = { ...profile, controls: { Z01: profile.controls.Z01 } }
  expect(equivalentsFor({ ...profile, controls: {} }, 'P04')).toEqual([])
  expect(notAsked.controls.Z01).toBeDefined()
})

describe('a rule does not hold', () => {
  const later = new Date('2027-02-01T00:00:00Z')
  const term: ExemptionTerm = {
    ...{ key: 'adults-only', subjectKind: 'meeting', subjectId: 'tuesday' },
    ...{ confirmedAt: at, lapsesAt: later, because: 'Sam said so.' },
  }
  const rules = (terms: readonly ExemptionTerm[], now = at, session: string | null = 'tuesday') => [
    ...exemptRules([{ ...adults }], terms, now, session),
  ]
  const both = [
    ['Z08', 'Sam said so.'],
    ['M10', 'Sam said so.'],
  ]

  test('for the session that somebody said it of, and a second person agreed', () => {
    expect(rules([term])).toEqual(both)
    expect(rules([term], at, 'thursday')).toEqual([])
    expect(rules([term], at, null)).toEqual([])
  })

  test('for all of the club where it is said of the club', () => {
    const whole: ExemptionTerm = { ...term, subjectKind: 'club', subjectId: 'club' }
    expect(rules([whole])).toEqual(both)
    expect(rules([whole], at, null)).toEqual(both)
  })

  test('only once a second person agreed, and no longer than until its day', () => {
    expect(rules([{ ...term, confirmedAt: null }])).toEqual([])
    expect(rules([{ ...term, confirmedAt: later }])).toEqual([])
    expect(rules([term], later)).toEqual([])
    expect(rules([term], new Date(later.getTime() - 1))).toEqual(both)
  })

  test('only while the rules name the category', () => {
    expect([...exemptRules([], [term], at, 'tuesday')]).toEqual([])
  })
})

test('what is exempt is never met, also where all is well; nothing else changes', () => {
  const readings = userReadings(safeUser)
  const all = evaluateUser(nspcc2020Cpsu, readings)
  expect(all.find(({ control }) => control === 'Z01')?.result).toBe('met')
  const exempt = evaluateUser(nspcc2020Cpsu, readings, new Map([['Z01', 'Sam said so.']]))
  expect(exempt.find(({ control }) => control === 'Z01')).toMatchObject({
    ...{ result: 'not_applicable', because: 'Sam said so.', exempt: true },
  })
  const others = (results: typeof all) => results.filter(({ control }) => control !== 'Z01')
  expect(others(exempt)).toEqual(others(all))
})

test('a session that is exempt leaves its host’s account judged: other sessions follow it', () => {
  const delivered = [
    { bodyKind: 'user_settings', subjectId: 'account', reading: read(bodyOf('user-open.json')) },
    { bodyKind: 'meeting', subjectId: 'tuesday', reading: read(bodyOf('meeting-sparse.json')) },
    { bodyKind: 'meeting', subjectId: 'friday', reading: read(bodyOf('meeting-sparse.json')) },
  ] as const
  const exempt = new Map([['Z02', 'Sam said so.']])
  const found = verdictsOf(
    nspcc2020Cpsu,
    delivered.map((each) => ({ ...each, hash: null })),
    {
      ...{ connectionId: 'account', sessionIds: ['tuesday', 'friday'], complete: true },
      exemptFor: (sessionId) => (sessionId === 'tuesday' ? exempt : new Map()),
    },
  )
  const resultOf = (subjectId: string) =>
    found.find((each) => each.subjectId === subjectId && each.control === 'Z02')?.result
  expect(resultOf('tuesday')).toBe('not_applicable')
  expect(resultOf('account')).toBe('not_met')
  expect(resultOf('friday')).not.toBe('not_applicable')
  // A rule that only the account tells has no result of the session that could not apply.
  const account = found.filter(({ subjectKind }) => subjectKind === 'user')
  expect(account.every(({ result }) => result !== 'not_applicable')).toBe(true)
})

test('a coach states of themselves what a coach can answer for, and nothing of the club', () => {
  const asked = { level: 'MUST', parameters: {}, statement: { lasts_days: 365 } } as const
  const profile = { ...nspcc2020Cpsu, controls: { G01: asked, M06: asked } }
  expect(askedOfClub(profile).map(({ rule }) => rule)).toEqual(['G01', 'M06'])
  expect(askedOfCoach(profile).map(({ rule }) => rule)).toEqual(['M06'])
})
