import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedDay, typedDay } from '#lib/core/as-of-day'
import { calendarDate } from '#lib/core/dates'
import { day_ms, hour_ms } from '#lib/core/durations'
import { scheduledChecks, type CheckMade } from '#lib/core/scheduled-checks'

const now = new Date('2026-11-25T10:00:00Z')
const asked = (day: string, month: string, year: string) => askedDay({ day, month, year }, now)

describe('the day that a page is asked of', () => {
  test('is its last moment in the United Kingdom, in winter and in summer', () => {
    expect(asked('3', '11', '2026')).toMatchObject({ at: new Date('2026-11-03T23:59:59.999Z') })
    expect(asked('03', '07', '2026')).toMatchObject({ at: new Date('2026-07-03T22:59:59.999Z') })
    // The nights on which the clocks change.
    expect(asked('25', '10', '2026')).toMatchObject({ at: new Date('2026-10-25T23:59:59.999Z') })
    expect(asked('29', '3', '2026')).toMatchObject({ at: new Date('2026-03-29T22:59:59.999Z') })
  })

  test('is now, where it is today', () => {
    expect(asked('25', '11', '2026')).toEqual({ kind: 'day', at: now, isToday: true })
  })

  test.each([
    ['26', '11', '2026', /still to come/],
    ['1', '1', '2027', /still to come/],
    ['31', '11', '2026', /no such day/],
    ['29', '2', '2026', /no such day/],
    ['0', '11', '2026', /no such day/],
    ['1', '1', '0', /no such day/],
    ['x', '11', '2026', /day as a number/],
    ['3', '', '2026', /month as a number/],
    ['3', '11', '20 26', /year as a number/],
  ])('is refused in words for %s %s %s', (day, month, year, message) => {
    expect(asked(day, month, year)).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(message) as string,
    })
  })

  test('asks for none where nothing was typed', () => {
    expect(asked('', ' ', '')).toEqual({ kind: 'none' })
  })

  test('comes back as it was typed, for any day that is over, and is the last moment of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (days) => {
        const at = new Date(now.getTime() - days * day_ms)
        const day = askedDay(typedDay(at), now)
        if (day.kind !== 'day') throw new Error('refused')
        expect(calendarDate(day.at)).toBe(calendarDate(at))
        expect(calendarDate(new Date(day.at.getTime() + 1))).not.toBe(calendarDate(at))
      }),
    )
  })
})

describe('what was due, and what was made', () => {
  const due = (...hours: number[]) =>
    hours.map((hour) => ({ connectionId: 'a', dueAt: new Date(now.getTime() + hour * hour_ms) }))
  const made = (hour: number, more: Partial<CheckMade> = {}): CheckMade => ({
    connectionId: 'a',
    readAt: new Date(now.getTime() + hour * hour_ms),
    whole: true,
    complete: true,
    ...more,
  })
  const states = (hours: number[], checks: CheckMade[], until: number) =>
    scheduledChecks(due(...hours), checks, new Date(now.getTime() + until * hour_ms)).map(
      ({ state }) => state,
    )

  test('a check before it was due, or of a part, or of another account does not count', () => {
    const other = [
      made(-1),
      made(1, { whole: false }),
      made(1, { connectionId: 'b' }),
      made(1, { readAt: null }),
    ]
    expect(states([0], other, 5)).toEqual(['missed'])
    expect(states([0], [...other, made(1)], 5)).toEqual(['made'])
  })

  test('one check answers the last that was due, and none before it', () => {
    expect(states([0, 24, 48], [made(49)], 60)).toEqual(['missed', 'missed', 'made'])
  })

  test('what was due a moment ago is not missed yet, and what is to come is not due', () => {
    expect(states([0, 24], [], 0.5)).toEqual(['waiting'])
    expect(states([0, 24], [], 1)).toEqual(['missed'])
  })

  test('says that it was made and not that it was complete', () => {
    const [row] = scheduledChecks(due(0), [made(1, { complete: false })], made(2).readAt ?? now)
    expect(row).toMatchObject({ state: 'made', complete: false })
  })

  test('each that was due is there once, and more checks never make one missed', () => {
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 12 })
    fc.assert(
      fc.property(hours, hours, fc.integer({ min: 0, max: 250 }), (dues, checks, until) => {
        const all = checks.map((hour) => made(hour + 0.5))
        const seen = states(dues, all, until)
        expect(seen).toHaveLength(dues.filter((hour) => hour <= until).length)
        const fewer = states(dues, all.slice(1), until)
        seen.forEach((state, index) => {
          if (state === 'missed') expect(fewer[index]).toBe('missed')
        })
      }),
    )
  })
})
