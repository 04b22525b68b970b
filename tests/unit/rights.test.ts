import { describe, expect, test } from 'vitest'
import {
  chosenClasses,
  keptMonths,
  periodWords,
  retentionClasses,
  tightenRetention,
} from '#lib/core/retention/classes'
import {
  boundsOf,
  retentionDifferences,
  retentionFrom,
  typedRetention,
} from '#lib/core/profiles/retention-choice'
import { answerBy, eraseAt, monthsLater } from '#lib/core/rights/answer-by'
import { erasureAllows, erasureStates, noticeDays } from '#lib/core/rights/erasure'

const at = (iso: string) => new Date(iso)
const typed = (differs: object) => ({ people_left: '', readings: '', addresses: '', ...differs })

describe('the month in which a club answers', () => {
  test.each([
    ['2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
    ['2028-01-31T10:00:00Z', '2028-02-29T10:00:00Z'],
    ['2026-11-25T23:59:59Z', '2026-12-25T23:59:59Z'],
    ['2026-12-31T00:00:00Z', '2027-01-31T00:00:00Z'],
  ])('asked at %s ends at %s', (asked, by) => {
    expect(answerBy(at(asked))).toEqual(at(by))
  })

  test('counts backwards, too', () => {
    expect(monthsLater(at('2026-03-31T00:00:00Z'), -1)).toEqual(at('2026-02-28T00:00:00Z'))
    expect(monthsLater(at('2026-01-15T00:00:00Z'), -36)).toEqual(at('2023-01-15T00:00:00Z'))
  })
})

describe('when somebody is erased', () => {
  const now = at('2026-11-25T12:00:00Z')

  test('is after the days of notice, and not before rules above have them kept', () => {
    expect(noticeDays).toEqual({ asked_by_person: 7, asked_by_officer: 30, retention: 30 })
    expect(eraseAt('asked_by_person', now, null)).toEqual(at('2026-12-02T12:00:00Z'))
    expect(eraseAt('retention', now, at('2026-12-01T00:00:00Z'))).toEqual(
      at('2026-12-25T12:00:00Z'),
    )
    expect(eraseAt('asked_by_person', now, at('2030-01-01T00:00:00Z'))).toEqual(
      at('2030-01-01T00:00:00Z'),
    )
  })

  test('nothing can be done to what is settled, and only what is planned is erased', () => {
    const allowing = (state: (typeof erasureStates)[number]) =>
      Object.entries(erasureAllows).flatMap(([action, from]) =>
        from.includes(state) ? [action] : [],
      )
    expect(Object.fromEntries(erasureStates.map((state) => [state, allowing(state)]))).toEqual({
      waiting: ['answer', 'withdraw'],
      planned: ['stop', 'withdraw', 'erase'],
      ...{ kept: [], withdrawn: [], done: [] },
    })
  })
})

describe('how long things are kept', () => {
  test('is as usual where nobody chose, and within its own bounds', () => {
    for (const of of chosenClasses) {
      const { usual, least, most, bound } = retentionClasses[of]
      expect(keptMonths(of, undefined)).toBe(usual)
      expect(usual).toBeGreaterThanOrEqual(least)
      expect(usual).toBeLessThanOrEqual(most)
      expect(bound).not.toBe('fixed')
    }
    expect(keptMonths('readings', { readings: 3 })).toBe(3)
  })

  test('below others’ rules is longer of what is kept at least, shorter of what is kept at most', () => {
    const above = { people_left: 60, readings: 12 }
    expect(tightenRetention(above, { people_left: 120, readings: 6, addresses: 2 })).toEqual({
      ...{ people_left: 120, readings: 6, addresses: 2 },
    })
    expect(tightenRetention(above, { people_left: 12, readings: 24 })).toEqual(above)
    expect(tightenRetention({}, {})).toEqual({})
  })

  test('is typed in months, within bounds; nothing leaves it as it is', () => {
    expect(retentionFrom(typed({ people_left: ' 72 ' }), null)).toEqual({
      ...{ retention: { people_left: 72 }, problems: [] },
    })
    for (const wrong of ['11', '301', 'x', '-1', '1.5', '1e2']) {
      const { retention, problems } = retentionFrom(typed({ people_left: wrong }), null)
      expect(retention).toEqual({})
      expect(problems).toEqual([
        {
          field: 'retention.people_left',
          message: 'Type a whole number of months from 12 to 300, or nothing.',
        },
      ])
    }
    expect(typedRetention({ readings: 6 })).toEqual(typed({ readings: '6' }))
  })

  test('may not be looser than above, even where above it is only usual', () => {
    expect(boundsOf('people_left', {})).toEqual({ least: 36, most: 300 })
    expect(boundsOf('readings', { readings: 12 })).toEqual({ least: 3, most: 12 })
    expect(retentionFrom(typed({ people_left: '24' }), {}).problems).toHaveLength(1)
    expect(retentionFrom(typed({ readings: '24' }), { readings: 12 }).problems).toHaveLength(1)
    expect(retentionFrom(typed({ readings: '6' }), { readings: 12 }).problems).toEqual([])
  })

  test('is said in years where it is whole ones', () => {
    const said = [12, 36, 18, 1].map((months) => periodWords(months, 'months'))
    expect(said).toEqual(['1 year', '3 years', '18 months', '1 month'])
    expect(periodWords(30, 'days')).toBe('30 days')
  })

  test('is told where a draft changes it, and only then', () => {
    expect(retentionDifferences(undefined, { readings: 24 })).toEqual([])
    expect(retentionDifferences({ readings: 24 }, { readings: 12 })).toMatchObject([
      { control: 'retention', changes: [{ from: '2 years', to: '1 year' }] },
    ])
  })
})
