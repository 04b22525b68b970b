import { describe, expect, test } from 'vitest'
import { profileDocument, type ProfileDocument } from '#lib/core/profiles/document'
import { announcedAt, effectiveAt, nextChange } from '#lib/core/profiles/effective'
import { parseProfile } from '#lib/core/profiles/parse-profile'
import type { Publication, RuleSource } from '#lib/core/profiles/publication'
import { hasBegun, standing, tighten } from '#lib/core/profiles/tighten'
import { choicesFrom, typedFrom } from '#lib/core/profiles/typed-choices'

/** Rules of several tiers, by single cases with their exact answers; the properties are beside. */

const on = (day: string) => new Date(`${day}T00:00:00Z`)
const before = (day: string) => new Date(on(day).getTime() - 1)
const MUST = { level: 'MUST', parameters: {} } as const
const SHOULD = { level: 'SHOULD', parameters: {} } as const

const document = (controls: ProfileDocument['controls']): ProfileDocument => ({
  ...{ name: 'Rules', base: null, controls, equivalents: [], exempt: [] },
})

const published = (
  publisherId: string,
  version: number,
  days: { at: string; from?: string },
  controls: ProfileDocument['controls'] = { Z01: MUST },
): Publication => ({
  ...{ id: `${publisherId}-${version}`, publisherId, profile: publisherId, version },
  ...{ publishedAt: on(days.at), inForceFrom: on(days.from ?? days.at) },
  document: document(controls),
})

const source = (
  organisationId: string,
  kind: RuleSource['kind'],
  startsAt = '2027-01-01',
  endsAt?: string,
): RuleSource => ({
  ...{ organisationId, kind, name: organisationId, startsAt: on(startsAt) },
  endsAt: endsAt === undefined ? null : on(endsAt),
})

const body = source('body', 'governing_body')
const club = source('club', 'club')

describe('what is announced at an instant', () => {
  const all = [
    published('body', 1, { at: '2027-01-10' }),
    published('body', 2, { at: '2027-02-01', from: '2027-06-01' }),
    published('body', 3, { at: '2027-02-02', from: '2027-04-01' }),
    published('club', 1, { at: '2027-02-03', from: '2027-05-01' }),
    published('stranger', 1, { at: '2027-02-03', from: '2027-05-01' }),
  ]
  const at = (moment: Date) => announcedAt([body, club], all, moment).map(({ id }) => id)

  test('is what was published by then and does not hold yet, the soonest first', () => {
    expect(at(before('2027-02-01'))).toEqual([])
    expect(at(on('2027-02-01'))).toEqual(['body-2'])
    expect(at(on('2027-02-03'))).toEqual(['body-3', 'club-1', 'body-2'])
  })

  test('is no more once it holds, nor once a newer version does', () => {
    expect(at(before('2027-04-01'))).toEqual(['body-3', 'club-1', 'body-2'])
    expect(at(on('2027-04-01'))).toEqual(['club-1'])
    expect(at(on('2027-05-01'))).toEqual([])
  })

  test('is nobody’s whose rules do not hold here', () => {
    const left = source('body', 'governing_body', '2027-01-01', '2027-02-20')
    expect(announcedAt([left], all, before('2027-02-20'))).toHaveLength(2)
    expect(announcedAt([left], all, on('2027-02-20'))).toEqual([])
    const later = source('body', 'governing_body', '2027-02-20')
    expect(announcedAt([later], all, before('2027-02-20'))).toEqual([])
    expect(announcedAt([later], all, on('2027-02-20'))).toHaveLength(2)
  })
})

describe('since when the rules are as they are', () => {
  const since = (sources: RuleSource[], all: Publication[], moment: string) =>
    effectiveAt(sources, all, on(moment)).since

  test('is the latest moment at which a publication, a rule of it or a tier began or ended', () => {
    const announced = { Z01: MUST, Z09: { ...MUST, countsFrom: '2027-03-01' } }
    const all = [published('body', 1, { at: '2027-01-10' }, announced)]
    expect(since([body], all, '2027-01-10')).toEqual(on('2027-01-10'))
    expect(since([body], all, '2027-02-28')).toEqual(on('2027-01-10'))
    expect(since([body], all, '2027-03-01')).toEqual(on('2027-03-01'))
    const joined = source('body', 'governing_body', '2027-04-01', '2027-05-01')
    expect(since([joined], all, '2027-04-02')).toEqual(on('2027-04-01'))
    expect(since([joined], all, '2027-05-02')).toEqual(on('2027-05-01'))
  })

  test('is not moved by a rule that counted from the first, nor by a tier without rules', () => {
    const past = { Z01: { ...MUST, countsFrom: '2026-01-01' } }
    const all = [published('body', 1, { at: '2027-01-10' }, past)]
    const region = source('region', 'region', '2027-02-01')
    expect(since([body, region], all, '2027-03-01')).toEqual(on('2027-01-10'))
    expect(nextChange([body, region], all, on('2027-03-01'))).toBeNull()
  })
})

describe('whose rules are the first', () => {
  test('is the governing body of longest standing; of two from the same day, the same one always', () => {
    const sources = [
      source('newer', 'governing_body', '2027-02-01'),
      source('b', 'governing_body'),
      source('a', 'governing_body'),
    ]
    const all = ['newer', 'b', 'a'].map((each) => published(each, 1, { at: '2027-01-01' }))
    for (const order of [sources, sources.toReversed()]) {
      const { layers } = effectiveAt(order, all, on('2027-03-01'))
      expect(layers.map(({ source: { organisationId } }) => organisationId)).toEqual([
        ...['a', 'b', 'newer'],
      ])
      expect(layers.map(({ isBase }) => isBase)).toEqual([true, false, false])
      expect(layers.map(({ ignored }) => ignored)).toEqual([[], [], []])
    }
  })

  test('is nobody’s where there is no body, however early a club wrote its own', () => {
    const { layers } = effectiveAt(
      [club],
      [published('club', 1, { at: '2027-01-01' })],
      on('2027-02-01'),
    )
    expect(layers.map(({ isBase }) => isBase)).toEqual([false])
  })

  test('is of its newest version that holds, in whatever order they are read', () => {
    const all = [1, 2, 3].map((version) => published('body', version, { at: '2027-01-01' }))
    for (const order of [all, all.toReversed()]) {
      const [layer] = effectiveAt([body], order, on('2027-02-01')).layers
      expect(layer?.publication.version).toBe(3)
    }
  })
})

describe('a tier below', () => {
  const at = on('2027-03-01')
  const one = (upper: object, part: object, moment = at) => {
    const { controls, ignored } = tighten({ Z09: { ...SHOULD, ...upper } }, { Z09: part }, moment)
    return { ...controls.Z09, ignored: ignored.map((each) => each.part) }
  }

  test('raises advice to a rule, and says so of nothing else', () => {
    expect(one({}, { level: 'MUST' })).toEqual({ ...MUST, ignored: [] })
    expect(one({}, { level: 'SHOULD' })).toEqual({ ...SHOULD, ignored: [] })
    expect(one({ level: 'MUST' }, { level: 'MUST' })).toEqual({ ...MUST, ignored: [] })
    expect(one({ level: 'MUST' }, { level: 'SHOULD' })).toEqual({ ...MUST, ignored: ['level'] })
    expect(one({ level: 'MUST' }, {})).toEqual({ ...MUST, ignored: [] })
  })

  test('lets a risk be accepted for less, or not at all; never for longer, nor where it may not', () => {
    const days = (longest_days: number) => ({ acceptance: { longest_days } })
    expect(one(days(30), days(20))).toEqual({ ...SHOULD, ...days(20), ignored: [] })
    expect(one(days(30), days(30))).toEqual({ ...SHOULD, ...days(30), ignored: [] })
    expect(one(days(30), days(31))).toEqual({ ...SHOULD, ...days(30), ignored: ['acceptance'] })
    expect(one(days(30), { acceptance: null })).toEqual({ ...SHOULD, ignored: [] })
    expect(one(days(30), {})).toEqual({ ...SHOULD, ...days(30), ignored: [] })
    expect(one({}, days(1))).toEqual({ ...SHOULD, ignored: ['acceptance'] })
  })

  test('lets a statement stand in for less, or not at all', () => {
    const days = (lasts_days: number) => ({ statement: { lasts_days } })
    expect(one(days(30), days(20))).toEqual({ ...SHOULD, ...days(20), ignored: [] })
    expect(one(days(30), { statement: null })).toEqual({ ...SHOULD, ignored: [] })
    expect(one(days(30), days(31))).toEqual({ ...SHOULD, ...days(30), ignored: ['statement'] })
  })

  test('announces what it raises, and changes nothing before that day', () => {
    const raised = { level: 'MUST', countsFrom: '2027-04-01', acceptance: null }
    const upper = { acceptance: { longest_days: 9 } }
    expect(one(upper, raised)).toEqual({
      ...{ ...SHOULD, ...upper, countsFrom: '2027-04-01', ignored: [] },
    })
    expect(one(upper, raised, on('2027-04-01'))).toEqual({
      ...{ ...MUST, countsFrom: '2027-04-01', ignored: [] },
    })
  })

  test('lets what those above announced for sooner stand', () => {
    const raised = { level: 'MUST', countsFrom: '2027-05-01' }
    const from = (countsFrom: string) => one({ countsFrom }, raised).countsFrom
    expect(from('2027-04-01')).toBe('2027-04-01')
    expect(from('2027-06-01')).toBe('2027-05-01')
    expect(from('2027-02-01')).toBe('2027-05-01')
    expect(one({ countsFrom: '2027-04-01' }, { level: 'SHOULD' }).countsFrom).toBe('2027-04-01')
    expect(one({ countsFrom: '2027-04-01' }, { level: 'MUST' })).not.toHaveProperty('countsFrom')
  })

  test('adds rules that nobody above asks for, with all that it says of them', () => {
    const part = {
      ...{ level: 'MUST' as const, countsFrom: '2027-04-01' },
      ...{ acceptance: { longest_days: 9 }, statement: { lasts_days: 8 } },
    }
    expect(standing({ Z09: part, Z07: {} }, at)).toEqual({
      Z09: { ...part, level: 'SHOULD', parameters: {} },
      Z07: SHOULD,
    })
    expect(standing({ Z09: part }, on('2027-04-01')).Z09).toEqual({ ...part, parameters: {} })
    expect(tighten({}, { Z09: { level: 'MUST' } }, at)).toEqual({
      ...{ controls: { Z09: MUST }, ignored: [] },
    })
    expect(hasBegun(undefined, at)).toBe(true)
    expect(hasBegun('2027-03-01', at)).toBe(true)
    expect(hasBegun('2027-03-02', at)).toBe(false)
  })
})

describe('what somebody typed for a rule', () => {
  const typed = { ...typedFrom(SHOULD, 'Z09') }

  test.each([
    ['1', 1],
    ['366', 366],
    [' 30 ', 30],
    ['', undefined],
    ['  ', undefined],
    ['0', 'refused'],
    ['367', 'refused'],
    ['1.5', 'refused'],
  ])('for how many days: %j', (acceptance_days, days) => {
    const { controls, problems } = choicesFrom({ Z09: { ...typed, acceptance_days } }, null)
    expect(problems.map(({ field }) => field)).toEqual(
      days === 'refused' ? ['controls.Z09.acceptance_days'] : [],
    )
    if (days !== 'refused') expect(controls.Z09?.acceptance?.longest_days).toBe(days)
  })

  test('is only what differs from above; a day alone is nothing new', () => {
    const above = { Z09: SHOULD }
    const of = (changed: object) => choicesFrom({ Z09: { ...typed, ...changed } }, above).controls
    expect(of({})).toEqual({})
    expect(of({ countsFrom: '2027-04-01' })).toEqual({})
    expect(of({ level: 'MUST' })).toEqual({ Z09: { level: 'MUST' } })
    expect(of({ level: 'MUST', countsFrom: '2027-04-01' })).toEqual({
      Z09: { level: 'MUST', countsFrom: '2027-04-01' },
    })
    expect(choicesFrom({ Z09: { ...typed, level: 'other' } }, null).controls).toEqual({})
  })
})

describe('what may be published', () => {
  const of = (changed: object) =>
    profileDocument.safeParse({ ...document({ Z01: MUST }), ...changed }).success
  const pathOf = (controls: object) =>
    profileDocument.safeParse(document(controls)).error?.issues.map(({ path }) => path.join('.'))

  test('has days of this century and the next, numbers within their limits, and no other fields', () => {
    const from = (countsFrom: string) => of({ controls: { Z01: { ...MUST, countsFrom } } })
    expect([from('2000-01-01'), from('1999-12-31')]).toEqual([true, false])
    expect([from('2199-12-31'), from('2200-01-01')]).toEqual([true, false])
    expect(pathOf({ Z09: { acceptance: { longest_days: 367 } } })).toEqual([
      'controls.Z09.acceptance.longest_days',
    ])
    expect(pathOf({ Z09: { acceptance: {} } })).toHaveLength(1)
    expect(pathOf({ Z12: { parameters: { recording: 'often' } } })).toEqual([
      'controls.Z12.parameters.recording',
    ])
    expect(pathOf({ G01: { acceptance: { longest_days: 3 } } })).toEqual([
      'controls.G01.acceptance',
    ])
    expect([of({ base: 'x'.repeat(200) }), of({ base: 'x'.repeat(201) })]).toEqual([true, false])
    expect([of({ name: '   ' }), of({ name: 'x'.repeat(201) }), of({ more: 1 })]).toEqual([
      ...[false, false, false],
    ])
  })

  test('says of each other way what it is, and has at most a hundred', () => {
    const way = { rule: 'P03', what: 'Training of the NHS', reason: 'Equal', name: 'Ines' }
    const ways = Array.from({ length: 101 }, (_, index) => ({ ...way, key: `way-${index}` }))
    const [first] = ways
    expect([of({ equivalents: ways.slice(0, 100) }), of({ equivalents: ways })]).toEqual([
      true,
      false,
    ])
    expect(of({ equivalents: [{}] })).toBe(false)
    expect(of({ equivalents: [first, first] })).toBe(false)
    const { equivalents: _e, exempt: _x, ...rest } = document({ Z01: MUST })
    expect(profileDocument.parse(rest)).toMatchObject({ equivalents: [], exempt: [] })
  })

  test('is refused from a file with where and what', () => {
    expect(parseProfile('no')).toMatchObject({ ok: false, where: '' })
    for (const id of ['a b', `a${'b'.repeat(64)}`, '-a']) {
      expect(parseProfile({ id, version: 1, name: 'X', controls: { Z01: MUST } })).toMatchObject({
        ...{ ok: false, where: 'id', expected: 'expected 1 to 64 of a-z, 0-9 and -' },
      })
    }
    expect(parseProfile({ id: 'a', version: 1, name: ' ', controls: { Z01: MUST } })).toMatchObject(
      {
        ...{ ok: false, where: 'name' },
      },
    )
  })
})
