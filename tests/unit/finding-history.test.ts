import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueDay, isOverdue, mendWithin_days } from '#lib/core/due-day'
import { findingHistory } from '#lib/core/finding-history'

const day_ms = 24 * 60 * 60 * 1000
const start = new Date('2026-11-01T09:00:00Z')
const onDay = (day: number) => new Date(start.getTime() + day * day_ms)

const opened = (day: number) => ({ event: 'opened' as const, closeReason: null, at: onDay(day) })
const reopened = (day: number) => ({ ...opened(day), event: 'reopened' as const })
const closed = (day: number, closeReason = 'mended') => ({
  ...{ event: 'closed' as const, closeReason, at: onDay(day) },
})

describe('the history of a finding', () => {
  it('says how often it was found, and how long each mend held', () => {
    const events = [opened(0), closed(2), reopened(12.9), closed(13), reopened(20)]
    expect(findingHistory(events, onDay(23))).toEqual({
      timesFound: 3,
      mended: [
        { at: onDay(2), brokeAt: onDay(12.9), clean_days: 10 },
        { at: onDay(13), brokeAt: onDay(20), clean_days: 7 },
      ],
      open_days: 3,
    })
  })

  it('goes on counting days clean until now', () => {
    const { mended, open_days } = findingHistory([opened(0), closed(2)], onDay(30))
    expect(mended).toEqual([{ at: onDay(2), brokeAt: null, clean_days: 28 }])
    expect(open_days).toBeNull()
  })

  it.each(['session_ended_unsafe', 'removed', 'rule_withdrawn', 'left', 'stated'])(
    'has no days clean after it closed as %s',
    (reason) => {
      expect(findingHistory([opened(0), closed(2, reason)], onDay(30)).mended).toEqual([])
    },
  )
})

describe('by when something is to be mended', () => {
  const must = { level: 'MUST', openedAt: start, countsFrom: null, startsAt: null } as const

  it('is two weeks for a MUST, and no day for advice', () => {
    expect(dueDay(must)).toEqual(onDay(mendWithin_days))
    expect(dueDay({ ...must, level: 'SHOULD' })).toBeNull()
  })

  it('is before the session begins, where that is sooner', () => {
    expect(dueDay({ ...must, startsAt: onDay(3) })).toEqual(onDay(3))
    expect(dueDay({ ...must, startsAt: onDay(40) })).toEqual(onDay(14))
    expect(dueDay({ ...must, startsAt: onDay(-1) })).toEqual(onDay(14))
  })

  it('is not before a rule that was announced counts', () => {
    expect(dueDay({ ...must, level: 'SHOULD', countsFrom: onDay(60) })).toEqual(onDay(60))
    expect(dueDay({ ...must, countsFrom: onDay(60) })).toEqual(onDay(60))
    const soon = { ...must, countsFrom: onDay(60), startsAt: onDay(3) }
    expect(dueDay(soon)).toEqual(onDay(60))
  })

  it('is late from that moment on', () => {
    expect(isOverdue(onDay(14), onDay(13.99))).toBe(false)
    expect(isOverdue(onDay(14), onDay(14))).toBe(true)
    expect(isOverdue(null, onDay(99))).toBe(false)
  })

  it('is always after it was found, and never after the time that everybody has', () => {
    const day = fc.integer({ min: -30, max: 90 }).map(onDay)
    fc.assert(
      fc.property(fc.option(day, { nil: null }), (startsAt) => {
        const due = dueDay({ ...must, startsAt })
        expect(due?.getTime()).toBeGreaterThan(start.getTime())
        expect(due?.getTime()).toBeLessThanOrEqual(onDay(mendWithin_days).getTime())
      }),
    )
  })
})
