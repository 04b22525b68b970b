import { describe, expect, it } from 'vitest'
import * as dates from '#lib/core/dates'

const at = (text: string) => new Date(text)
const now = at('2026-11-24T14:00:00Z')

describe('times are the United Kingdom’s, whatever the server’s', () => {
  it('shows summer time in summer and not in winter', () => {
    expect(dates.formatDateTime(at('2026-07-01T17:30:00Z'))).toBe('1 July 2026 at 18:30')
    expect(dates.formatDateTime(at('2026-12-01T17:30:00Z'))).toBe('1 December 2026 at 17:30')
  })

  it('tells the day that it is here, where UTC is still on the day before', () => {
    expect(dates.calendarDate(at('2026-06-30T23:30:00Z'))).toBe('2026-07-01')
    expect(dates.formatDate(at('2026-06-30T23:30:00Z'))).toBe('1 July 2026')
  })

  it('writes midnight as 00:00', () => {
    expect(dates.formatTime(at('2026-11-24T00:00:00Z'))).toBe('00:00')
  })
})

describe('clock changes neither gain nor lose a day', () => {
  it('counts days by the calendar across the spring change', () => {
    const saturday = at('2026-03-28T12:00:00Z')
    expect(dates.daysBetween(saturday, at('2026-03-29T11:00:00Z'))).toBe(1)
    expect(dates.daysBetween(saturday, at('2026-03-30T22:59:00Z'))).toBe(2)
    expect(dates.daysBetween(saturday, at('2026-03-30T23:01:00Z'))).toBe(3)
  })

  it('counts days by the calendar across the autumn change', () => {
    const saturday = at('2026-10-24T11:00:00Z')
    expect(dates.daysBetween(saturday, at('2026-10-25T12:00:00Z'))).toBe(1)
    expect(dates.daysBetween(at('2026-10-26T00:30:00Z'), saturday)).toBe(-2)
  })

  it('keeps a weekly session at its hour on both sides', () => {
    expect(dates.formatTime(at('2026-10-21T17:00:00Z'))).toBe('18:00')
    expect(dates.formatTime(at('2026-10-28T18:00:00Z'))).toBe('18:00')
  })

  it('counts elapsed hours, not the hands of the clock', () => {
    expect(dates.formatRelative(at('2026-03-29T03:30:00Z'), at('2026-03-29T00:30:00Z'))).toBe(
      '3 hours ago',
    )
  })
})

describe('relative times', () => {
  it('never says nought days, not even within the day of 25 hours', () => {
    expect(dates.formatRelative(at('2026-10-25T23:30:00Z'), at('2026-10-24T23:15:00Z'))).toBe(
      '1 day ago',
    )
  })

  it.each([
    ['2026-11-24T13:59:40Z', 'just now'],
    ['2026-11-24T13:59:00Z', '1 minute ago'],
    ['2026-11-24T13:54:00Z', '6 minutes ago'],
    ['2026-11-24T05:00:00Z', '9 hours ago'],
    ['2026-11-23T13:00:00Z', '1 day ago'],
    ['2026-11-20T03:12:00Z', '4 days ago'],
    ['2026-11-24T14:00:30Z', 'in less than a minute'],
    ['2026-11-24T18:00:00Z', 'in 4 hours'],
    ['2026-12-02T12:00:00Z', 'in 8 days'],
  ])('%s is %s', (text, words) => {
    expect(dates.formatRelative(now, at(text))).toBe(words)
  })
})

describe('days and session times read as people say them', () => {
  it.each([
    ['2026-11-24T18:00:00Z', 'Tonight 18:00'],
    ['2026-11-24T10:00:00Z', 'Today 10:00'],
    ['2026-11-25T17:30:00Z', 'Wed 17:30'],
    ['2026-11-30T17:30:00Z', 'Mon 17:30'],
    ['2026-12-01T17:30:00Z', 'Tue 1 Dec 17:30'],
    ['2026-11-17T17:30:00Z', 'Tue 17 Nov 17:30'],
    ['2027-01-05T17:30:00Z', 'Tue 5 Jan 2027 17:30'],
  ])('%s is %s', (text, words) => {
    expect(dates.formatSessionTime(now, at(text))).toBe(words)
  })

  it('never names a weekday alone where that could be two days', () => {
    const week = Array.from({ length: 15 }, (_, day) => day - 7).map((day) =>
      dates.formatSessionTime(now, new Date(now.getTime() + day * 86_400_000)),
    )
    expect(new Set(week).size).toBe(week.length)
  })

  it('says today, yesterday and tomorrow, and else the day', () => {
    expect(dates.formatWhen(now, at('2026-11-24T13:54:00Z'))).toBe('today at 13:54')
    expect(dates.formatWhen(now, at('2026-11-23T08:00:00Z'))).toBe('yesterday at 08:00')
    expect(dates.formatWhen(now, at('2026-11-25T18:00:00Z'))).toBe('tomorrow at 18:00')
    expect(dates.formatWhen(now, at('2026-11-20T03:12:00Z'))).toBe('Friday 20 November at 03:12')
    expect(dates.formatWhen(now, at('2025-11-20T03:12:00Z'))).toBe(
      'Thursday 20 November 2025 at 03:12',
    )
  })

  it('writes a day without a time as that day', () => {
    expect(dates.formatCalendarDate('2026-12-02')).toBe('2 December 2026')
  })

  it('counts in words that agree', () => {
    expect(dates.counted(1, 'club')).toBe('1 club')
    expect(dates.counted(2014, 'club')).toBe('2,014 clubs')
    expect(dates.counted(2, 'coach', 'coaches')).toBe('2 coaches')
  })
})
