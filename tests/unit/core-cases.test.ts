import { describe, expect, test } from 'vitest'
import { askedDay } from '#lib/core/as-of-day'
import { canonicalJson, type Json } from '#lib/core/canonical-json'
import { nextDailyAt } from '#lib/core/daily'
import { dueDay } from '#lib/core/due-day'
import { leastSafe, timesIn } from '#lib/core/each-time'
import { AppError, conflict, isAppError, notFound } from '#lib/core/errors'
import { grouped } from '#lib/core/grouped'
import * as paths from '#lib/core/paths'
import { plainName } from '#lib/core/plain-name'
import { isPost, roleTitle, roleWords } from '#lib/core/posts'
import type { ControlResult } from '#lib/core/results'
import { freshLogin_minutes, isFreshLogin } from '#lib/core/sign-in-limits'
import { suggestClub } from '#lib/core/suggest-club'
import { withoutUnseen, withoutUnseenInLines } from '#lib/core/unseen'

/** Small parts of the core, each by single cases with their exact answers. */

const now = new Date('2026-11-25T12:00:00Z')
const [minute, day] = [60_000, 86_400_000]
const at = (ms: number) => new Date(now.getTime() + ms)

test('each address has what it is asked for, and nothing where it is not', () => {
  const done: readonly (readonly [(said?: string) => string, string, string])[] = [
    [(said) => paths.toVerify('a', said), '/a/coaches/verify', 'done'],
    [(said) => paths.signInName(said), '/sign-in/name', 'returnTo'],
    [(said) => paths.signInCode(said), '/sign-in/code', 'returnTo'],
    [(said) => paths.account(said), '/me/details', 'done'],
    [(said) => paths.ownRecord(said), '/me/record', 'done'],
    [(said) => paths.credentialNew('a', 'b', said), '/a/coaches/b/credentials/new', 'kind'],
    [(said) => paths.signOff('a', 'b', said), '/a/sign-offs/b', 'done'],
    [(said) => paths.signOffOf('a', 'b', said), '/a/sign-offs/b/of', 'done'],
    [(said) => paths.zoom('a', said), '/a/zoom', 'answer'],
    [(said) => paths.zoomMeetings('a', said), '/a/zoom/meetings', 'done'],
    [(said) => paths.zoomMending('b', said), '/me/zoom/mending/b', 'returnTo'],
    [(said) => paths.clubInvite('a', said), '/a/clubs/invite', 'done'],
    [(said) => paths.clubRequests('a', said), '/a/clubs/requests', 'done'],
    [(said) => paths.acceptanceRequests('a', said), '/a/risks', 'done'],
    [(said) => paths.people('a', said), '/a/people', 'done'],
    [(said) => paths.rules('a', said), '/a/rules', 'done'],
    [(said) => paths.rulesDraft('a', said), '/a/rules/draft', 'done'],
    [(said) => paths.policies('a', said), '/a/policies', 'done'],
    [(said) => paths.policy('a', 'b', said), '/a/policies/b', 'done'],
    [(said) => paths.policyDraft('a', 'b', said), '/a/policies/b/draft', 'done'],
    [(said) => paths.policyPreview('a', 'b', said), '/a/policies/b/draft/preview', 'done'],
  ]
  for (const [address, path, name] of done) {
    expect(address()).toBe(path)
    expect(address('x')).toBe(`${path}?${name}=x`)
  }
  expect(paths.signInConfirm('t')).toBe('/sign-in/confirm?token=t')
  expect(paths.coachDone('a', 'b', 'x')).toBe('/a/coaches/b?done=x')
  expect(paths.acceptanceRequests('a', undefined, 'r')).toBe('/a/risks?request=r')
  expect(paths.mendAll(['Z02', 'Z04'])).toBe('/me/mends/all?rules=Z02%2CZ04')
  const statement = { rule: 'Z22', subjectKind: 'user', subjectId: 's' }
  expect(paths.statementNew('a', statement)).toBe('/a/statements/new?rule=Z22&of=user&subject=s')
  expect([paths.zoomCallback('user'), paths.zoomCallback('admin')]).toEqual([
    ...['/api/zoom/callback', '/api/zoom/account/callback'],
  ])
  const long = (length: number) => `/${'a'.repeat(length - 1)}`
  expect(paths.safeReturnTo(long(512))).toBe(long(512))
  expect(paths.safeReturnTo(long(513))).toBe('/')
})

test('a refusal of ours is told from any other error, and by its code', () => {
  const refused = new AppError('forbidden', 'No.')
  expect(refused).toMatchObject({ name: 'AppError', code: 'forbidden', problems: [] })
  expect(isAppError(refused)).toBe(true)
  expect(isAppError(refused, 'forbidden')).toBe(true)
  expect(isAppError(refused, 'conflict')).toBe(false)
  expect(isAppError(new Error('No.'))).toBe(false)
  expect(isAppError({ code: 'forbidden' }, 'forbidden')).toBe(false)
  expect([notFound().code, conflict().code]).toEqual(['not_found', 'conflict'])
})

test('rows are grouped by a key of theirs, in the order in which they came', () => {
  const groups = grouped(['bb', 'a', 'cc', 'd'], (row) => row.length)
  expect([...groups]).toEqual([
    [2, ['bb', 'cc']],
    [1, ['a', 'd']],
  ])
})

test('a post has words of its own, and what is none is said as it stands', () => {
  expect(['coach', 'welfare_officer', 'administrator', 'toString'].filter(isPost)).toEqual([
    ...['welfare_officer', 'administrator'],
  ])
  expect(roleWords('welfare_officer')).toBe('welfare officer')
  expect(roleWords('toString')).toBe('toString')
  expect(roleTitle('safeguarding_lead')).toBe('Safeguarding lead')
})

test('a club is suggested by a word of its own in the topic, where one club alone has it', () => {
  const clubs = ['Hartley Gymnastics Club', 'Elmfield Gym', 'Elmfield Swimming'].map((name) => ({
    name,
  }))
  const named = (topic: string | null) => suggestClub(topic, clubs)?.name
  expect(named('Tuesday at HARTLEY!')).toBe('Hartley Gymnastics Club')
  expect(named('Gymnastics club training')).toBeUndefined()
  expect(named('Elmfield')).toBeUndefined()
  expect(named('Gym')).toBeUndefined()
  expect(named('Hart')).toBeUndefined()
  expect(named('')).toBeUndefined()
  expect(named(null)).toBeUndefined()
  expect(suggestClub('Élan vital', [{ name: 'Élan' }])?.name).toBe('Élan')
})

test('a key has its own moment of every day, the next one that is to come', () => {
  for (const key of ['a', 'b', 'another']) {
    const next = nextDailyAt(key, now)
    expect(next.getTime() - now.getTime()).toBeGreaterThan(0)
    expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(day)
    expect(nextDailyAt(key, new Date(next.getTime() - 1))).toEqual(next)
    expect(nextDailyAt(key, next)).toEqual(new Date(next.getTime() + day))
  }
  const hours = Array.from({ length: 2400 }, (_, index) =>
    nextDailyAt(String(index), now).getUTCHours(),
  )
  const counts = Array.from({ length: 24 }, (_, of) => hours.filter((each) => each === of).length)
  expect(Math.min(...counts)).toBeGreaterThan(50)
  expect(Math.max(...counts)).toBeLessThan(160)
})

test('what cannot be seen becomes one space, and lines stay lines where they are kept', () => {
  expect(withoutUnseen('a\u200b\u202eb\nc')).toBe('a b c')
  expect(withoutUnseenInLines('a\u200b\u202eb\r\nc\rd\n\te')).toBe('a b\nc\nd\n e')
})

test('a name is one line with single spaces, in one alphabet', () => {
  const name = plainName('Missing.')
  const said = (text: string) => name.safeParse(text).data
  expect(said('  Jo \t  Penrose ')).toBe('Jo Penrose')
  expect(said('Jose\u0301')).toBe('Jos\u00e9')
  expect(said('Юлия')).toBe('Юлия')
  expect(said('Jо')).toBeUndefined()
  expect(said(' ')).toBeUndefined()
})

test('a login is fresh for ten minutes, and not on the last moment of them', () => {
  const of = freshLogin_minutes * minute
  expect(isFreshLogin(at(-of + 1), now)).toBe(true)
  expect(isFreshLogin(at(-of), now)).toBe(false)
  expect(isFreshLogin(now, now)).toBe(true)
})

test('what is no JSON has no canonical form', () => {
  // @ts-expect-error -- the type forbids it, and what comes from outside has no type
  expect(() => canonicalJson(undefined)).toThrow(TypeError)
})

describe('a day that is asked for', () => {
  test('is read with spaces around it, and is today or a day before', () => {
    expect(askedDay({ day: ' 3 ', month: ' 11 ', year: ' 2026 ' }, now)).toEqual({
      ...{ kind: 'day', at: new Date('2026-11-03T23:59:59.999Z'), isToday: false },
    })
    expect(askedDay({ day: '25', month: '11', year: '2026' }, now)).toEqual({
      ...{ kind: 'day', at: now, isToday: true },
    })
  })

  test('says how each field is typed', () => {
    const refused = (differs: object) =>
      askedDay({ day: '3', month: '10', year: '2026', ...differs }, now)
    expect(refused({ day: 'x' })).toMatchObject({
      message: 'Type the day as a number, such as 3.',
    })
    expect(refused({ month: '' })).toMatchObject({
      message: 'Type the month as a number, such as 10.',
    })
    expect(refused({ year: '20267' })).toMatchObject({
      message: 'Type the year as a number, such as 2026.',
    })
  })
})

describe('when something is to be mended by', () => {
  const of = (level: 'MUST' | 'SHOULD', countsFrom: number | null, startsAt: number | null) => {
    const due = dueDay({
      ...{ level, openedAt: now },
      countsFrom: countsFrom === null ? null : at(countsFrom * day),
      startsAt: startsAt === null ? null : at(startsAt * day),
    })
    return due && (due.getTime() - now.getTime()) / day
  }

  test.each([
    ['SHOULD', null, 1, null],
    ['SHOULD', 20, null, 20],
    ['SHOULD', 3, null, 3],
    ['MUST', null, null, 14],
    ['MUST', 20, null, 20],
    ['MUST', 3, null, 14],
    ['MUST', null, 5, 5],
    ['MUST', null, 14, 14],
    ['MUST', null, 15, 14],
    ['MUST', null, 0, 14],
    ['MUST', 20, 5, 20],
    ['MUST', 10, 10, 10],
    ['MUST', 10, 9, 14],
  ] as const)('%s, counting after %j days, session after %j: %j days', (...given) => {
    const [level, countsFrom, startsAt, days] = given
    expect(of(level, countsFrom, startsAt)).toBe(days)
  })
})

describe('a series and its times', () => {
  const of = { control: 'Z02', level: 'MUST', version: 1, derived: false } as const
  const met: ControlResult = { ...of, result: 'met', because: 'A.' }
  const wrong: ControlResult = { ...of, result: 'not_met', because: 'B.' }
  const unknown: ControlResult = {
    ...{ ...of, result: 'could_not_check', reason: 'zoom_down', because: 'C.' },
  }
  const said = (series: ControlResult, ...times: ControlResult[]) => {
    const { result: is, because } = leastSafe(series, times)
    return [is, because]
  }

  test('come to what is least safe, and say which time it is', () => {
    expect(said(met, met)).toEqual(['met', 'A.'])
    expect(said(met, wrong)).toEqual([
      ...['not_met', 'Its next time is set otherwise than the rest. B.'],
    ])
    expect(said(met, met, wrong)).toEqual([
      ...['not_met', 'One of its next times is set otherwise than the rest. B.'],
    ])
    expect(said(met, unknown, wrong)[0]).toBe('not_met')
    expect(said(met, met, unknown)).toEqual([
      ...['could_not_check', 'One of its next times may be set otherwise than the rest. C.'],
    ])
    expect(said(wrong, unknown)).toEqual(['not_met', 'B.'])
    expect(said(unknown, met)).toEqual(['could_not_check', 'C.'])
    expect(said(unknown, wrong)[0]).toBe('not_met')
  })

  test('are read where they are times, and from nothing that was not read', () => {
    const occurrences: Json[] = [{ a: 1 }, 'x', null, { b: 2 }]
    const body = { occurrences }
    expect(timesIn({ read: true, body })).toEqual([
      { read: true, body: { a: 1 } },
      { read: true, body: { b: 2 } },
    ])
    expect(timesIn({ read: true, body: {} })).toEqual([])
    expect(timesIn({ read: false, reason: 'zoom_down' })).toEqual([])
  })
})
