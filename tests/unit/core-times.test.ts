import { describe, expect, test } from 'vitest'
import { scheduledChecks } from '#lib/core/scheduled-checks'
import { isNeverListed, isOver } from '#lib/core/session-time'

/** When a meeting is over, and whether a check that was due was made. */

const now = new Date('2026-11-25T12:00:00Z')
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const at = (ms: number) => new Date(now.getTime() + ms)

describe('a meeting', () => {
  const over = (zoomType: number, ago_ms: number | null, duration_minutes: number | null) =>
    isOver({ zoomType, startsAt: ago_ms === null ? null : at(-ago_ms), duration_minutes }, now)

  test('that happens once is over when its time is, or after an hour where Zoom does not say', () => {
    expect([over(2, 30 * minute, 30), over(2, 30 * minute - 1, 30)]).toEqual([true, false])
    expect([over(2, hour, null), over(2, hour - 1, null)]).toEqual([true, false])
    expect(over(2, null, 30)).toBe(false)
  })

  test('that was started on the spot goes on until Zoom’s own limit', () => {
    expect([over(1, 30 * hour, null), over(1, 30 * hour - 1, null)]).toEqual([true, false])
    expect([over(1, 10 * minute, 10), over(1, 9 * minute, 10)]).toEqual([true, false])
    expect(over(1, null, null)).toBe(false)
  })

  test('that comes again, or is always there, is never over', () => {
    for (const type of [3, 4, 8]) expect(over(type, 1000 * day, 1)).toBe(false)
  })

  test('is in none of Zoom’s lists where it is a personal room, or is going on on the spot', () => {
    const listed = (zoomType: number, ago_ms: number) =>
      isNeverListed({ zoomType, startsAt: at(-ago_ms), duration_minutes: 10 }, now)
    expect([listed(4, day), listed(1, minute), listed(1, day), listed(2, minute)]).toEqual([
      ...[true, true, false, false],
    ])
  })
})

describe('a check that was due', () => {
  const due = (of: number, connectionId = 'a') => ({ connectionId, dueAt: at(of) })
  const made = (of: number, differs: object = {}) => ({
    ...{ connectionId: 'a', readAt: at(of), whole: true, complete: true },
    ...differs,
  })
  const came = (dues: ReturnType<typeof due>[], mades: ReturnType<typeof made>[], until = at(0)) =>
    scheduledChecks(dues, mades, until).map(({ dueAt, state, readAt }) => [
      (dueAt.getTime() - now.getTime()) / hour,
      state,
      readAt && (readAt.getTime() - now.getTime()) / hour,
    ])

  test('was made by the first of the whole account from then on, before the next was due', () => {
    expect(came([due(-5 * hour)], [made(-3 * hour), made(-4 * hour)])).toEqual([[-5, 'made', -4]])
    expect(came([due(-5 * hour)], [made(-5 * hour)])).toEqual([[-5, 'made', -5]])
    expect(came([due(-5 * hour)], [made(0)])).toEqual([[-5, 'made', 0]])
    expect(came([due(-5 * hour)], [made(1)])).toEqual([[-5, 'missed', null]])
    expect(came([due(-5 * hour)], [made(-6 * hour), made(-4 * hour, { whole: false })])).toEqual([
      ...[[-5, 'missed', null]],
    ])
    expect(came([due(-5 * hour)], [made(-4 * hour, { connectionId: 'b' })])).toEqual([
      ...[[-5, 'missed', null]],
    ])
  })

  test('comes in the order in which it was due, each with its own', () => {
    const dues = [due(-2 * hour), due(-5 * hour), due(-4 * hour, 'b')]
    expect(came(dues, [made(-2 * hour)])).toEqual([
      [-5, 'missed', null],
      [-4, 'missed', null],
      [-2, 'made', -2],
    ])
    expect(came(dues, [made(-3 * hour)])).toEqual([
      [-5, 'made', -3],
      [-4, 'missed', null],
      [-2, 'missed', null],
    ])
  })

  test('waits for an hour, and is not looked at before it is due', () => {
    expect(came([due(-hour + 1)], [])).toEqual([[expect.any(Number), 'waiting', null]])
    expect(came([due(-hour)], [])).toEqual([[-1, 'missed', null]])
    expect(came([due(1)], [])).toEqual([])
    expect(came([due(0)], [])).toEqual([[0, 'waiting', null]])
  })
})
