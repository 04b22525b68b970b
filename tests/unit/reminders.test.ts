import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day_ms } from '#lib/core/durations'
import { humaneTime } from '#lib/core/humane-hours'
import { noticeFacts, noticeKinds, type Notice } from '#lib/core/notices/notice'
import { noticeWords } from '#lib/core/notices/words'
import { digestTime, isGathered } from '#lib/core/reminders/digest'
import { digestWords, things_max } from '#lib/core/reminders/digest-words'
import {
  timetableDifferences,
  timetableFrom,
  timetableWords,
  typedTimetable,
} from '#lib/core/profiles/reminder-choice'
import { reminderNow, usualTimetable, type Awaited } from '#lib/core/reminders/timetable'

const start = new Date('2026-01-05T10:00:00Z')
const after = (days: number) => new Date(start.getTime() + days * day_ms)

/** Each day that somebody is told something of it who is looked at every day, and whom. */
function told({ dueAt, since }: Awaited, until: number, doneAt = Infinity) {
  const found: string[] = []
  let last: number | null = null
  for (let day = 0; day < Math.min(until, doneAt); day += 1) {
    const reminder = reminderNow({ dueAt, since }, after(day))
    if (!reminder || reminder.at.getTime() === last) continue
    last = reminder.at.getTime()
    found.push(`${day} ${reminder.to}`)
  }
  return found
}

describe('the timetable of reminders', () => {
  test('is eight weeks, two weeks, the day, four weeks, and then the officer only', () => {
    expect(told({ dueAt: after(100), since: after(-1) }, 200)).toEqual([
      ...['44 person', '86 person', '100 person', '107 person', '114 person', '121 person'],
      ...['128 person', '135 officer', '163 officer', '191 officer'],
    ])
  })

  test('makes up for nothing that lay before somebody was asked', () => {
    expect(told({ dueAt: after(20), since: after(0) }, 25)).toEqual(['6 person', '20 person'])
    expect(told({ dueAt: after(2), since: after(0) }, 8)).toEqual(['2 person'])
    expect(told({ dueAt: after(-300), since: after(0) }, 8)).toEqual([])
  })

  test('says what the rules set instead', () => {
    const own = { before_days: [3], weekly_times: 0 }
    const at = (day: number) => reminderNow({ dueAt: after(10), since: start }, after(day), own)
    expect([6, 7, 16, 17].map((day) => at(day)?.to ?? null)).toEqual([
      ...[null, 'person', 'person', 'officer'],
    ])
  })

  test('has one reminder at any moment, of the past, and after they were asked', () => {
    const days = fc.integer({ min: -400, max: 400 })
    fc.assert(
      fc.property(days, days, days, (due, asked, now) => {
        const of = { dueAt: after(due), since: after(asked) }
        const reminder = reminderNow(of, after(now))
        if (!reminder) return
        expect(reminder.at <= after(now)).toBe(true)
        expect(reminder.at > of.since).toBe(true)
        const isLate = after(now).getTime() >= of.dueAt.getTime() + 35 * day_ms
        expect(reminder.to).toBe(isLate ? 'officer' : 'person')
        expect(reminderNow(of, reminder.at)).toEqual(reminder)
      }),
    )
  })
})

describe('a year of 2,000 people', () => {
  /** Small and repeatable: the same year in every run. */
  function* numbers(seed: number) {
    let state = seed
    for (;;) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      yield state / 2_147_483_648
    }
  }
  const random = numbers(20_260_105)
  const next = (below: number) => Math.floor((random.next().value ?? 0) * below)

  type Thing = { due: number; done: number; asked: number }

  const thing = (due: number): Thing => {
    const late = next(10) === 0 ? next(120) : -next(60)
    return { due, done: next(50) === 0 ? Infinity : due + late, asked: due - 90 }
  }

  /**
   * As DOMAIN.md, 5, has it: three credentials at times of their own, and the four policies of each
   * club, which are due on one day before it affiliates. One in five is at two clubs.
   */
  const yearOf = (): Thing[] => {
    const own = Array.from({ length: 3 }, () => thing(next(365)))
    const clubs = next(5) === 0 ? [100, 90] : [100]
    return [...own, ...clubs.flatMap((due) => Array.from({ length: 4 }, () => thing(due)))]
  }

  function remindedOf({ due, done, asked }: Thing): number[] {
    const found = new Map<number, number>()
    const of = { dueAt: after(due), since: after(asked) }
    for (let day = Math.max(0, asked); day < Math.min(365, due + 34, done); day += 1) {
      const at = reminderNow(of, after(day))?.at.getTime()
      if (at !== undefined && !found.has(at)) found.set(at, day)
    }
    return [...found.values()]
  }

  test('reminds nobody twice on a day, of nothing that is done, and by few mails', () => {
    let single = 0
    let digests = 0
    for (let person = 0; person < 2_000; person += 1) {
      const things = yearOf()
      const days = things.map(remindedOf)
      for (const [index, each] of things.entries()) {
        expect(new Set(days[index]).size).toBe(days[index]?.length)
        expect(days[index]?.every((day) => day < each.done && day >= each.asked)).toBe(true)
        expect(days[index]?.length ?? 0).toBeLessThanOrEqual(
          usualTimetable.before_days.length + usualTimetable.weekly_times,
        )
      }
      single += days.flat().length
      digests += new Set(days.flat()).size
    }
    // The two figures of the README.
    expect({ single, digests }).toMatchInlineSnapshot(`
      {
        "digests": 18868,
        "single": 28049,
      }
    `)
    expect(digests).toBeLessThanOrEqual(single)
  })
})

describe('a digest', () => {
  test('gathers what comes up by the clock, and nothing that somebody did or that is urgent', () => {
    expect(noticeKinds.filter(isGathered)).toEqual([
      'statement_lapses',
      'reminder',
      'acceptance_ending',
      'exemption_lapses',
    ])
  })

  test('comes in humane hours where they are, and not on the heels of the last', () => {
    const at = (moment: string, last: string | null, zone: string) =>
      digestTime(new Date(moment), last === null ? null : new Date(last), zone).toISOString()
    expect(at('2026-07-01T10:00:00Z', null, 'Europe/London')).toBe('2026-07-01T10:00:00.000Z')
    expect(at('2026-07-01T10:00:00Z', null, 'America/New_York')).toBe('2026-07-01T12:00:00.000Z')
    expect(at('2026-07-01T10:00:00Z', null, 'Pacific/Auckland')).toBe('2026-07-01T20:00:00.000Z')
    expect(at('2026-07-01T10:00:00Z', '2026-06-30T18:00:00Z', 'Europe/London')).toBe(
      '2026-07-01T14:00:00.000Z',
    )
    expect(at('2026-07-01T10:00:00Z', '2026-07-01T02:00:00Z', 'Europe/London')).toBe(
      '2026-07-02T07:00:00.000Z',
    )
  })

  test('is in humane hours in every time zone, on the days that clocks change as well', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const moment = fc.integer({ min: 0, max: 2 * 365 * 24 }).map((hours) => {
      return new Date(Date.UTC(2026, 0, 1) + hours * 60 * 60 * 1000)
    })
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, (timeZone, at) => {
        const humane = humaneTime(at, timeZone)
        const hour = Number(
          new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(
            humane,
          ),
        )
        expect(hour >= 8 && hour < 20).toBe(true)
        expect(humane.getTime() - at.getTime()).toBeLessThan(14 * 60 * 60 * 1000)
      }),
    )
  })

  const notice = (title: string, dueAt: string): Notice => ({
    ...{ kind: 'reminder', role: 'coach', subjectKind: 'sign_off_request', subjectId: title },
    club: { name: 'Hartley Gymnastics', slug: 'hartley' },
    facts: noticeFacts.parse({ coach_id: 'sam', titles: [title], due_at: dueAt }),
  })
  const wordsOf = (dueAt: string) => noticeWords(notice('Code', dueAt), start)

  test('names each thing with its own page, says why once, and counts what is too much', () => {
    expect(wordsOf('2026-02-01T10:00:00Z').title).toBe('To read by 1 February 2026: “Code”')
    expect(wordsOf('2026-01-01T10:00:00Z').title).toBe('Still to read: “Code”')
    const many = Array.from({ length: things_max + 2 }, () => wordsOf('2026-02-01T10:00:00Z'))
    const { title, things, lines, whys } = digestWords(many)
    expect(title).toBe('27 things to do on Touchline')
    expect(things).toHaveLength(things_max)
    expect(things[0]).toEqual({ title: many[0]?.title, path: '/hartley/sign-offs/Code' })
    expect(lines.at(-1)).toBe('There are 2 more on your page.')
    expect(digestWords(many.slice(0, 2)).lines).toHaveLength(1)
    expect(whys).toHaveLength(1)
  })
})

describe('a timetable that a body sets', () => {
  test.each([
    ['56, 14, 0', '4', [56, 14, 0], 4],
    [' 0,7 ,7', '0', [7, 0], 0],
    ['180', '12', [180], 12],
  ])('is read from %j and %j', (before, weekly, before_days, weekly_times) => {
    expect(timetableFrom({ before, weekly })).toEqual({
      timetable: { before_days, weekly_times },
      problems: [],
    })
  })

  test.each([
    ['', '4', ['reminders.before']],
    ['181', '4', ['reminders.before']],
    ['14; 7', '4', ['reminders.before']],
    ['-1', '4', ['reminders.before']],
    ['1,2,3,4,5,6,7,8,9', '4', ['reminders.before']],
    ['14', '13', ['reminders.weekly']],
    ['14', '1.5', ['reminders.weekly']],
    ['x', '', ['reminders.before', 'reminders.weekly']],
  ])('is refused by field: %j and %j', (before, weekly, fields) => {
    expect(timetableFrom({ before, weekly }).problems.map(({ field }) => field)).toEqual(fields)
  })

  test('is said in words, and what is different in it', () => {
    expect(timetableWords(usualTimetable)).toBe(
      '56 and 14 days before, on the day, then once a week, 4 times',
    )
    expect(timetableWords({ before_days: [0], weekly_times: 1 })).toBe(
      'on the day, then once a week, 1 time',
    )
    expect(typedTimetable(usualTimetable)).toEqual({ before: '56, 14, 0', weekly: '4' })
    expect(timetableDifferences(usualTimetable, usualTimetable)).toEqual([])
    const other = { before_days: [7], weekly_times: 0 }
    expect(timetableDifferences(usualTimetable, other)).toMatchObject([
      { changes: [{ to: '7 days before' }] },
    ])
  })
})
