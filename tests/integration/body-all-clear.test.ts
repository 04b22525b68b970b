import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { getClubHome } from '#lib/organisations/get-club-home'
import { getClub } from '#lib/roll-ups/get-club'
import { aGoverningBody, at } from '../support/contexts'
import {
  aMadeClub,
  inOrder,
  type MadeAccount,
  type MadeCoach,
  type MadeSession,
} from '../support/made-clubs'

/** A body may read that a club is safe only where the club's own officer reads it, too. */

let body: Context

beforeAll(async () => {
  body = await aGoverningBody()
})

const hour_ms = 60 * 60 * 1000
const later = (hours: number) => new Date(body.now.getTime() + hours * hour_ms)

/** What an officer and the body read of a club some hours later, when no worker ran meanwhile. */
async function bothViews(club: Context, hours: number) {
  const now = later(hours)
  const { counts } = await getClubHome(at(club, now), {})
  const { status } = await getClub(at(body, now), { clubId: club.organisation.id })
  return {
    officer: { calm: counts.to_mend + counts.not_known === 0, upToDate: counts.up_to_date > 0 },
    body: status.state,
  }
}

const clubOf = (coach: Partial<MadeCoach>, account: Partial<MadeAccount> = {}) => [
  { ...inOrder.coach, accounts: [{ ...inOrder.account, ...account }], ...coach },
]
const withSession = (session: Partial<MadeSession>) =>
  clubOf({}, { sessions: [{ ...inOrder.session, ...session }] })

test('a club in order meets every MUST, until the oldest of it is too old', async () => {
  const club = await aMadeClub(body, withSession({}))
  expect((await bothViews(club, 0)).body).toBe('up_to_date')
  expect((await bothViews(club, 33)).body).toBe('up_to_date')
  expect((await bothViews(club, 35)).body).toBe('out_of_date')
})

const days = (number: number) => number * 24

describe('a club is not said to meet every MUST', () => {
  test.each<[string, string, readonly MadeCoach[]]>([
    ['a meeting unsorted for a week', 'partly_checked', clubOf({}, { unsorted: days(7) })],
    ['a session that nobody has judged', 'partly_checked', withSession({ judged: null })],
    ['an account that nobody has judged', 'not_checked', clubOf({}, { judged: null })],
    [
      'a second account that nobody has judged',
      'partly_checked',
      clubOf({ accounts: [inOrder.account, { ...inOrder.account, judged: null }] }),
    ],
    ['an account that was never read whole', 'not_checked', clubOf({}, { complete: null })],
    [
      'results that are late, of an account read of late',
      'out_of_date',
      clubOf({}, { judged: { result: 'met', checked: 40 } }),
    ],
    [
      'a session whose results are late',
      'out_of_date',
      withSession({ judged: { result: 'met', checked: 40 } }),
    ],
    [
      'a MUST of a session that could not be checked',
      'could_not_check',
      withSession({ judged: { result: 'could_not_check', checked: 2 } }),
    ],
    [
      'a MUST that is not met, of which no finding is open',
      'partly_checked',
      clubOf({ accounts: [inOrder.account, { ...inOrder.account, judged: notMet }] }),
    ],
    [
      'a coach who has not accepted the invitation',
      'not_connected',
      [...clubOf({}), { ...inOrder.coach, joined: false }],
    ],
    ['an account that is disconnected', 'not_connected', clubOf({}, { state: 'disconnected' })],
    ['an account no longer shared', 'not_connected', clubOf({}, { shareEnded: true })],
    [
      'sessions in a disconnected account, beside one in order',
      'partly_checked',
      clubOf({
        accounts: [
          inOrder.account,
          { ...inOrder.account, state: 'disconnected', sessions: [inOrder.session] },
        ],
      }),
    ],
    ['an open finding', 'falls_short', clubOf({ finding: 'MUST' })],
  ])('with %s', async (_, state, coaches) => {
    const views = await bothViews(await aMadeClub(body, coaches), 0)
    expect(views).toMatchObject({ officer: { calm: false }, body: state })
  })

  test('once a meeting stays unsorted for a week, though nothing runs any more', async () => {
    const club = await aMadeClub(body, clubOf({}, { unsorted: days(7) - 5 }))
    expect(await bothViews(club, 4)).toMatchObject({ officer: { calm: true }, body: 'up_to_date' })
    expect(await bothViews(club, 5)).toMatchObject({
      officer: { calm: false },
      body: 'out_of_date',
    })
  })

  test('while a risk is accepted, and from its day on it counts, though nothing runs any more', async () => {
    const club = await aMadeClub(body, clubOf({ finding: 'accepted' }))
    expect(await bothViews(club, 19)).toMatchObject({
      officer: { calm: true, upToDate: false },
      body: 'risk_accepted',
    })
    expect(await bothViews(club, 20)).toMatchObject({
      officer: { calm: false },
      body: 'out_of_date',
    })
  })

  test('and what is nobody’s business leaves it in order', async () => {
    const club = await aMadeClub(body, [
      ...withSession({ ended: true, judged: null }),
      ...withSession({ zoomType: 2, starts: -5, judged: null }),
      ...clubOf({ under18s: false }, { state: 'disconnected', sessions: [inOrder.session] }),
      ...clubOf({ left: true }, { judged: null }),
      ...clubOf({ finding: 'SHOULD' }),
    ])
    expect(await bothViews(club, 0)).toMatchObject({ officer: { calm: true }, body: 'up_to_date' })
  })
})

const notMet = { result: 'not_met', checked: 2 } as const

/** Mostly in order, so that a club is now and then in order altogether. */
const mostly = <Value>(usual: Value, ...others: readonly Value[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant(usual) },
    ...others.map((each) => fc.constant(each)),
  )

const anyJudged = mostly<MadeAccount['judged']>(
  { result: 'met', checked: 2 },
  { result: 'met', checked: 30 },
  { result: 'met', checked: 50 },
  { result: 'could_not_check', checked: 2 },
  notMet,
  null,
)
const anySession = fc.record<MadeSession>({
  ended: mostly(false, true),
  zoomType: fc.constantFrom(2, 3, 8),
  starts: fc.constantFrom(-30, 5, 60),
  judged: anyJudged,
})
const anyAccount = fc.record<MadeAccount>({
  state: mostly<MadeAccount['state']>('connected', 'disconnected'),
  shareEnded: mostly(false, true),
  asked: fc.constant(1),
  complete: mostly<number | null>(2, 30, 50, null),
  unsorted: mostly<number | null>(null, 1, days(6), days(7) - 1, days(7) + 1, days(40)),
  judged: anyJudged,
  sessions: fc.array(anySession, { maxLength: 2 }),
})
const anyCoach = fc.record<MadeCoach>({
  under18s: mostly(true, false),
  joined: mostly(true, false),
  left: mostly(false, true),
  finding: mostly<MadeCoach['finding']>(null, null, 'SHOULD', 'MUST', 'accepted'),
  accounts: fc.array(anyAccount, { minLength: 1, maxLength: 2 }),
})

test('whatever the state of a club, its body reads no all clear that its officer does not', async () => {
  let clear = 0
  let unclear = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyCoach, { minLength: 1, maxLength: 2 }), async (coaches) => {
      const club = await aMadeClub(body, coaches)
      for (const hours of [0, 1.5, 8, 34.5, 60, days(8)]) {
        const views = await bothViews(club, hours)
        if (views.body === 'up_to_date')
          expect({ hours, ...views.officer }).toMatchObject({ calm: true })
        // As it was delivered, it says the same, and not less.
        if (hours > 0) continue
        const allClear = views.officer.calm && views.officer.upToDate
        expect(views.body === 'up_to_date').toBe(allClear)
        if (allClear) clear += 1
        else unclear += 1
      }
    }),
    { numRuns: 60, seed: 25 },
  )
  expect(clear).toBeGreaterThan(8)
  expect(unclear).toBeGreaterThan(20)
}, 60_000)
