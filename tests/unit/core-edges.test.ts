import { describe, expect, test } from 'vitest'
import { countsUntil, mayStandIn } from '#lib/core/proof/statement'
import { askedState } from '#lib/core/proof/asked-state'
import { statementWords } from '#lib/core/proof/statement-words'
import { readTimes } from '#lib/core/mends/one-time'
import { groupChanges, runMark, runProgress } from '#lib/core/mends/run'
import { sameNamed } from '#lib/core/register/same-person'
import { digestWords } from '#lib/core/reminders/digest-words'
import { reminderNow } from '#lib/core/reminders/timetable'

/** What stands at the edge of what other tests look at. */

const now = new Date('2026-11-25T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

describe('what a club is asked to state', () => {
  const stated = {
    ...{ state: 'in_force' as const, verifiedAt: null, statedAt: inDays(-1), lapsesAt: inDays(9) },
  }

  test('does not apply where it is exempt, and does not count where it rests on nothing any more', () => {
    const asked = { lasts_days: 10 }
    expect(askedState(stated, { ...asked, exempt: true }, now)).toEqual({
      ...{ state: 'not_applicable', until: null },
    })
    expect(askedState(undefined, { ...asked, exempt: true }, now).state).toBe('not_applicable')
    expect(askedState(stated, { ...asked, takes: false }, now)).toEqual({
      ...{ state: 'not_taken', until: inDays(9) },
    })
    expect(askedState(stated, { ...asked, takes: true }, now).state).toBe('stated')
    expect(askedState(stated, asked, now).state).toBe('stated')
    const lapsed = { ...stated, lapsesAt: now }
    expect(askedState(lapsed, { ...asked, takes: false }, now).state).toBe('lapsed')
  })

  test('is in the words of what it rests on, with the rule that it counts for', () => {
    expect(statementWords('P03', 'club', 'The rule', 'Training of the NHS')).toEqual({
      ...{
        version: 1,
        text: 'In our club, this is so: Training of the NHS. It counts for: The rule.',
      },
    })
  })

  test('counts for the shorter of both times, and stands in for nothing without a reason', () => {
    const said = { statedAt: now, lapsesAt: inDays(5) }
    expect(countsUntil(said, { lasts_days: 5 })).toEqual(inDays(5))
    expect(mayStandIn('could_not_check', null)).toBe(false)
    expect(mayStandIn('could_not_check', 'zoom_down')).toBe(false)
    expect(mayStandIn('could_not_check', 'not_readable')).toBe(true)
  })
})

describe('two rows of the register', () => {
  const same = (one: string, other: string, email = 'jo@example.org', its = email) =>
    sameNamed({ name: one, email }, { name: other, email: its })

  test('are one person by name and address, however they are written', () => {
    expect(same('Jo Penrose', 'PENROSE,  jo')).toBe(true)
    expect(same('José O’Hara', "Jose O'Hara")).toBe(true)
    expect(same('Jo Penrose', 'Jo Anne Penrose')).toBe(true)
    expect(same('Jo', 'Jo')).toBe(true)
    expect(same('- Jo -', 'Jo')).toBe(true)
    expect(same('Jo Penrose', 'Jo Penrose', 'Jo+club@Example.org', 'jo@example.org')).toBe(true)
  })

  test('are two where a name is only a part, or another, or the address is', () => {
    expect(same('Jo', 'Jo Penrose')).toBe(false)
    expect(same('Jo Penrose', 'Sam Penrose')).toBe(false)
    expect(same('Jo Penrose', 'Jo Penrose', 'jo@a.test', 'jo@b.test')).toBe(false)
    expect(same('Jo Penrose', 'Jo Penrose', 'jo@a.test', 'joe@a.test')).toBe(false)
  })
})

test('a digest gives each reason once, and names a page for each thing', () => {
  const words = (title: string, why: string) => ({
    ...{ title, lines: [], action: { label: 'See', path: `/${title}` }, why },
  })
  const digest = digestWords([words('a', 'x'), words('b', 'y'), words('c', 'x')])
  expect(digest.whys).toEqual(['x', 'y'])
  expect(digest.things).toEqual([
    { title: 'a', path: '/a' },
    { title: 'b', path: '/b' },
    { title: 'c', path: '/c' },
  ])
  expect(digest.title).toBe('3 things to do on Touchline')
})

describe('a run over several sessions', () => {
  const change = (path: string) => ({
    ...{ path, name: path, before: false, after: true, from: 'Off', to: 'On' },
  })
  const part = (state: 'proved' | 'not_kept' | 'unproved') => ({
    ...{ state, refusal: null, undoes: null },
  })

  test('says first what concerns the most, in whichever order they come', () => {
    const parts = [part('not_kept'), part('proved'), part('unproved'), part('proved')]
    for (const order of [parts, parts.toReversed()]) {
      expect(runProgress(order).cameTo[0]).toMatchObject({ tag: 'Changed', sessions: 2 })
    }
    const items = [{ changes: [change('a'), change('b')] }, { changes: [change('b')] }]
    expect(groupChanges(items).map(({ path }) => path)).toEqual(['b', 'a'])
  })

  test('has one mark for two times of the same session in one order', () => {
    const item = { meetingId: 'a', time: null, changes: [change('a')] }
    const other = { meetingId: 'b', time: null, changes: [change('b')] }
    expect(runMark([item, other])).toBe(runMark([other, item]))
    expect(runMark([item, { ...other, meetingId: 'c' }])).not.toBe(runMark([item, other]))
  })

  test('looks at no times of what was not read, nor at those that are over', () => {
    expect(readTimes(null, null, now)).toEqual([])
    expect(readTimes({ read: false, reason: 'zoom_down' }, [], now)).toEqual([])
    const meeting = { read: true, body: { occurrences: [{ a: 1 }, { a: 2 }] } } as const
    const time = (startsAt: string | null) => ({ id: '1', startsAt, duration_minutes: 60 })
    const over = time('2026-11-25T11:00:00Z')
    const times = [over, time(null)]
    expect(readTimes(meeting, times, now).map((each) => each.time)).toEqual([time(null)])
  })
})

describe('a reminder', () => {
  const timetable = { before_days: [7, 0], weekly_times: 0 }
  const of = (due: number, since: Date) =>
    reminderNow({ dueAt: inDays(due), since }, now, timetable)

  test('comes only after somebody was asked, and not at that very moment', () => {
    expect(of(0, now)).toBeNull()
    expect(of(0, new Date(now.getTime() - 1))).toEqual({ at: now, to: 'person' })
  })

  test('is for the officers a week after, where nobody is reminded by the week', () => {
    expect(of(-6.9, inDays(-30))).toEqual({ at: inDays(-6.9), to: 'person' })
    expect(of(-7, inDays(-30))).toEqual({ at: now, to: 'officer' })
  })
})
