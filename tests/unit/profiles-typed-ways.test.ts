import { describe, expect, test } from 'vitest'
import { days_max, reason_max, words_max } from '#lib/core/profiles/document'
import { timetableFrom } from '#lib/core/profiles/reminder-choice'
import { loosening } from '#lib/core/profiles/typed-choices'
import {
  typedEquivalent,
  typedExempt,
  waysFrom,
  type TypedEquivalent,
  type TypedExempt,
  type TypedWays,
} from '#lib/core/profiles/typed-ways'
import { wayDifferences, waysOf } from '#lib/core/profiles/way-words'
import { ruleTitle } from '#lib/core/rules/rule-title'

/** What else counts, and what does not apply: as it is typed, kept and compared. */

const training = {
  ...{ key: 'nhs', rule: 'P03', what: 'Training of the NHS', reason: 'It covers the same.' },
  name: 'Board',
} as const
const adults = {
  ...{ key: 'adults', category: 'Adults only', rules: ['Z02', 'Z08'] as const },
  ...{ reason: 'No child is there.', name: 'Board', lasts_days: 90 },
}
const exempt = { ...adults, rules: [...adults.rules] }

const equivalent = (differs: Partial<TypedEquivalent> = {}): TypedEquivalent => ({
  ...typedEquivalent(training),
  ...differs,
})
const category = (differs: Partial<TypedExempt> = {}): TypedExempt => ({
  ...typedExempt(exempt),
  ...differs,
})
const read = (differs: Partial<TypedWays>) =>
  waysFrom({ equivalents: [], exempt: [], notTaken: [], ...differs })
const fields = (differs: Partial<TypedWays>) => read(differs).problems.map(({ field }) => field)

describe('what is typed', () => {
  test('is what was published, where nothing was changed', () => {
    expect(read({ equivalents: [equivalent()], exempt: [category()] })).toEqual({
      ...{ ways: { equivalents: [training], exempt: [exempt] }, problems: [] },
    })
    expect(read({ notTaken: ['nhs'] })).toEqual({
      ...{ ways: { equivalents: [], exempt: [], notTaken: ['nhs'] }, problems: [] },
    })
    expect(read({})).toEqual({ ways: { equivalents: [], exempt: [] }, problems: [] })
  })

  test('is empty for one to add, and none where it stays so', () => {
    expect(typedEquivalent()).toEqual({
      ...{ key: '', rule: '', what: '', reason: '', name: '', takeOut: false },
    })
    expect(typedExempt()).toEqual({
      ...{ key: '', category: '', rules: [], reason: '', name: '', lasts_days: '180' },
      takeOut: false,
    })
    expect(read({ equivalents: [typedEquivalent()], exempt: [typedExempt()] })).toEqual(read({}))
    expect(read({ equivalents: [{ ...typedEquivalent(), what: ' ' }] })).toEqual(read({}))
  })

  test('is taken out where somebody says so', () => {
    const out = { takeOut: true }
    expect(read({ equivalents: [equivalent(out)], exempt: [category(out)] })).toEqual(read({}))
  })

  test('says of each field that is not filled in', () => {
    for (const begun of ['what', 'reason', 'name'] as const) {
      const added = { ...typedEquivalent(), [begun]: 'A' }
      const others = ['rule', 'what', 'reason', 'name'].filter((each) => each !== begun)
      expect(fields({ equivalents: [equivalent(), added] })).toEqual(
        others.map((field) => `equivalents.1.${field}`),
      )
    }
    expect(fields({ equivalents: [{ ...typedEquivalent(), rule: 'G01' }] })).toEqual([
      ...['equivalents.0.what', 'equivalents.0.reason', 'equivalents.0.name'],
    ])
    expect(fields({ exempt: [category(), { ...typedExempt(), reason: 'A' }] })).toEqual([
      ...['exempt.1.category', 'exempt.1.rules', 'exempt.1.name'],
    ])
    expect(fields({ exempt: [{ ...typedExempt(), rules: ['Z02'] }] })).toEqual([
      ...['exempt.0.category', 'exempt.0.reason', 'exempt.0.name'],
    ])
  })

  test('counts for a rule that people state, and is for rules that there are', () => {
    expect(read({ equivalents: [equivalent({ rule: 'Z02' })] })).toMatchObject({
      ...{ ways: { equivalents: [] }, problems: [{ field: 'equivalents.0.rule' }] },
    })
    expect(read({ exempt: [category({ rules: ['Z08', 'X99', 'Z02'] })] }).ways.exempt).toEqual([
      exempt,
    ])
  })

  test('may be as long as is said, and no longer', () => {
    const long = (field: string, length: number) =>
      fields({ equivalents: [equivalent({ [field]: 'x'.repeat(length) })] })
    expect(long('what', words_max)).toEqual([])
    expect(long('what', words_max + 1)).toEqual(['equivalents.0.what'])
    expect(long('reason', reason_max)).toEqual([])
    expect(long('reason', reason_max + 1)).toEqual(['equivalents.0.reason'])
    const { problems } = read({ equivalents: [equivalent({ name: 'x'.repeat(201) })] })
    expect(problems).toEqual([
      { field: 'equivalents.0.name', message: 'Say it in 200 letters or fewer.' },
    ])
  })

  test.each(['0', '-1', '1.5', 'a year', String(days_max + 1)])('lasts no %j days', (days) => {
    expect(fields({ exempt: [category({ lasts_days: days })] })).toEqual(['exempt.0.lasts_days'])
  })

  test.each(['1', String(days_max)])('lasts %j days', (days) => {
    expect(read({ exempt: [category({ lasts_days: days })] })).toMatchObject({
      ...{ problems: [], ways: { exempt: [{ lasts_days: Number(days) }] } },
    })
  })

  test('has a name of its own in data, from its words, and keeps the one that it has', () => {
    const keys = (...words: string[]) =>
      read({
        equivalents: words.map((what) => equivalent({ key: '', what })),
      }).ways.equivalents.map(({ key }) => key)
    expect(keys('Training of the NHS!', ' --A  B-- ', '日本')).toEqual([
      ...['training-of-the-nhs', 'a-b', 'way'],
    ])
    expect(keys('A', 'a', 'A!')).toEqual(['a', 'a-2', 'a-3'])
    expect(keys(`${'a'.repeat(59)} b`)).toEqual(['a'.repeat(59)])
    expect(keys('a'.repeat(80))).toEqual(['a'.repeat(60)])
    const both = read({
      equivalents: [equivalent({ key: 'same' })],
      exempt: [category({ key: '', category: 'Same' })],
    })
    expect(both.ways.exempt[0]?.key).toBe('same-2')
  })
})

describe('a difference between ways', () => {
  test('is none between the same, and none where there are none', () => {
    expect(waysOf({})).toEqual({ equivalents: [], exempt: [] })
    expect(waysOf({ equivalents: [training] })).toEqual({ equivalents: [training], exempt: [] })
    const ways = { equivalents: [training], exempt: [adults] }
    expect(wayDifferences(ways, ways)).toEqual([])
    expect(wayDifferences({}, {})).toEqual([])
  })

  test('says of what is new each fact, and of what is gone that it is', () => {
    const [counts, applies] = [
      { control: 'nhs', title: 'Counts in place of a rule: Training of the NHS' },
      { control: 'adults', title: 'Rules that do not apply: Adults only' },
    ]
    const from = 'Not there'
    expect(wayDifferences({}, { equivalents: [training], exempt: [adults] })).toEqual([
      {
        ...counts,
        changes: [
          { name: 'What counts', from, to: 'Training of the NHS' },
          { name: 'For the rule', from, to: ruleTitle('P03') },
          { name: 'Why', from, to: 'It covers the same.' },
          { name: 'Decided by', from, to: 'Board' },
        ],
      },
      {
        ...applies,
        changes: [
          { name: 'Who it is for', from, to: 'Adults only' },
          {
            ...{ name: 'Rules that do not apply', from },
            to: `${ruleTitle('Z02')}; ${ruleTitle('Z08')}`,
          },
          { name: 'Why', from, to: 'No child is there.' },
          { name: 'Decided by', from, to: 'Board' },
          { name: 'A club’s word counts', from, to: 'For 90 days' },
        ],
      },
    ])
    expect(wayDifferences({ equivalents: [training], exempt: [adults] }, {})).toEqual([
      { ...counts, changes: [{ name: 'What counts', from: 'Training of the NHS', to: from }] },
      { ...applies, changes: [{ name: 'Who it is for', from: 'Adults only', to: from }] },
    ])
  })

  test('names what changed from what to what, in the one that did', () => {
    const other = { ...training, key: 'fa', what: 'Training of the FA' }
    const mended = { ...training, reason: 'It covers more.' }
    expect(
      wayDifferences({ equivalents: [other, training] }, { equivalents: [other, mended] }),
    ).toEqual([
      {
        ...{ control: 'nhs', title: 'Counts in place of a rule: Training of the NHS' },
        changes: [{ name: 'Why', from: 'It covers the same.', to: 'It covers more.' }],
      },
    ])
  })
})

test('what a lower tier adds is refused beside the field in which it is added', () => {
  const refused = (part: 'equivalent' | 'exemption') =>
    loosening({ control: 'P03', part, parameter: 'Ours' })
  expect(refused('equivalent')).toEqual({
    field: 'equivalents.0.what',
    message: '“Ours” would ask for less than those above you do. Only they can add it.',
  })
  expect(refused('exemption').field).toBe('exempt.0.category')
  expect(loosening({ control: 'P03', part: 'equivalent' }).message).toMatch(/^“”/)
})

test.each(['x14', '14x', '1 4', '1234', '1.5', ''])('%j is no number of days before', (before) => {
  expect(timetableFrom({ before, weekly: '1' }).problems.map(({ field }) => field)).toEqual([
    'reminders.before',
  ])
})
