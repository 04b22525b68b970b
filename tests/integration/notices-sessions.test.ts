import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTenant } from '#db/tenant'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { appPool } from '#lib/database/pools'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { endMembership } from '#lib/memberships/end-membership'
import { scheduleSessionWarnings } from '#lib/notices/schedule-session-warnings'
import { rowsOf } from '../support/connections'
import {
  aClub,
  aCoach,
  aGoverningBody,
  anOfficer,
  at,
  nextMoment,
  userIdOf,
} from '../support/contexts'
import {
  aSession,
  dueAt,
  hoursBefore,
  makeDue,
  noticesOf,
  sendDueAt,
  personOf,
  warnAt,
} from '../support/notices'
import { trailOf } from '../support/trail-of'

/** A Thursday evening in winter, two days on. */
const startsAt = new Date('2026-11-26T18:00:00Z')
const dayBefore = hoursBefore(startsAt, 24)
const twoHoursBefore = hoursBefore(startsAt, 2)

let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

async function unsafe(differs: Partial<Parameters<typeof aSession>[2]> = {}) {
  const club = await aClub(body)
  const coach = await aCoach(club)
  const ids = await aSession(club, coach, { startsAt, ...differs })
  const first = hoursBefore(differs.startsAt ?? startsAt, 24)
  await makeDue('session-warning', club, ids.session, first)
  return { club, coach, ids }
}

const kindsOf = async (me: Context) =>
  (await noticesOf(me)).map(({ kind, role }) => `${role} ${kind}`)

describe('a session that breaks a MUST', () => {
  test('is told to its host the day before, and to nobody else, with its trail', async () => {
    const { club, coach, ids } = await unsafe()
    expect(await warnAt(club, ids.session, hoursBefore(startsAt, 25))).toBe(false)
    expect(await warnAt(club, ids.session, dayBefore)).toBe(true)
    expect(await noticesOf(coach.me)).toMatchObject([
      {
        kind: 'session_unsafe',
        role: 'coach',
        of_name: club.organisation.name,
        state: 'waiting',
        facts: { coach_id: coach.coachId, musts: 1 },
        send_after: dayBefore,
      },
    ])
    expect(await noticesOf(club)).toEqual([])
    expect(await kindsOf(await personOf(club))).toEqual([])
    expect(await trailOf(club.organisation.id)).toContain('session.warn worker')
  })

  test('is told again two hours before, then to the welfare officers too, at any hour', async () => {
    const early = new Date('2026-11-26T07:30:00Z')
    const { club, coach, ids } = await unsafe({ startsAt: early })
    await warnAt(club, ids.session, hoursBefore(early, 24))
    expect(await dueAt('session-warning', ids.session)).toEqual(hoursBefore(early, 2))
    await warnAt(club, ids.session, hoursBefore(early, 2))
    expect(await kindsOf(coach.me)).toEqual(['coach session_unsafe', 'coach session_unsafe_soon'])
    const officer = await noticesOf(await personOf(club))
    expect(officer).toMatchObject([
      { kind: 'session_unsafe_soon', role: 'welfare_officer', send_after: hoursBefore(early, 2) },
    ])
    expect(await dueAt('session-warning', ids.session)).toBeNull()
  })

  test('is told by the second warning alone where the first could not be sent in time', async () => {
    const { club, coach, ids } = await unsafe()
    await warnAt(club, ids.session, dayBefore)
    await warnAt(club, ids.session, twoHoursBefore)
    expect(await sendDueAt(coach.me, twoHoursBefore)).toBe(2)
    expect((await noticesOf(coach.me)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'session_unsafe not_needed',
      'session_unsafe_soon sent',
    ])
  })

  test('is told once for each occasion, however often it is looked at', async () => {
    const { club, coach, ids } = await unsafe()
    await warnAt(club, ids.session, dayBefore)
    for (const hours of [23, 20]) {
      await inTenant(appPool(), club.organisation.id, (tx) =>
        scheduleSessionWarnings(tx, at(club, hoursBefore(startsAt, hours)), ids.connection),
      )
      expect(await warnAt(club, ids.session, hoursBefore(startsAt, hours))).toBe(true)
    }
    expect(await kindsOf(coach.me)).toEqual(['coach session_unsafe'])
    expect(await dueAt('session-warning', ids.session)).toEqual(twoHoursBefore)
  })

  test('is told anew when the series comes round again', async () => {
    const { club, coach, ids } = await unsafe()
    await warnAt(club, ids.session, dayBefore)
    const nextWeek = hoursBefore(startsAt, -7 * 24)
    await rowsOf('update sessions set starts_at = $2 where id = $1', [ids.session, nextWeek])
    await warnAt(club, ids.session, twoHoursBefore)
    expect(await dueAt('session-warning', ids.session)).toEqual(hoursBefore(nextWeek, 24))
    await warnAt(club, ids.session, hoursBefore(nextWeek, 24))
    expect(await kindsOf(coach.me)).toEqual(['coach session_unsafe', 'coach session_unsafe'])
  })

  test('for two clubs is told once to its host, who runs one session', async () => {
    const { club, coach, ids } = await unsafe()
    const other = await aClub(body)
    const there = await aCoach(other, coach.me)
    const second = await aSession(other, there, { startsAt })
    // The session is the holder's meeting, so its id is the same in both clubs.
    await rowsOf('update sessions set id = $2 where id = $1', [second.session, ids.session])
    await rowsOf('update findings set subject_id = $2 where subject_id = $1', [
      second.session,
      ids.session,
    ])
    await makeDue('session-warning', other, ids.session, dayBefore)
    await Promise.all([club, other].map((each) => warnAt(each, ids.session, dayBefore)))
    expect(await kindsOf(coach.me)).toEqual(['coach session_unsafe'])
  })

  test('of its host’s account counts only for what the session does not set itself', async () => {
    const { club, coach, ids } = await unsafe({ of: 'user' })
    await warnAt(club, ids.session, dayBefore)
    expect(await kindsOf(coach.me)).toEqual(['coach session_unsafe'])
    const set = await unsafe({ of: 'user' })
    await rowsOf(
      `insert into results_current (organisation_id, subject_kind, subject_id, coach_id, control,
         control_version, profile, level, result, because, audit_id, since, checked_at)
       values ($1, 'meeting', $2, $3, 'Z02', 1, 'p@1', 'MUST', 'met', '', $4, now(), now())`,
      [set.club.organisation.id, set.ids.session, set.coach.coachId, randomUUID()],
    )
    await warnAt(set.club, set.ids.session, dayBefore)
    expect(await kindsOf(set.coach.me)).toEqual([])
  })
})

describe('nobody is warned', () => {
  const cases: [string, string][] = [
    ['of what has been mended', "update findings set state = 'closed' where subject_id = $1"],
    ['of what only SHOULD be', "update findings set level = 'SHOULD' where subject_id = $1"],
    ['of a session that is none any more', 'update sessions set ended_at = now() where id = $1'],
    ['of a session without a time', 'update sessions set starts_at = null where id = $1'],
  ]

  test.each(cases)('%s', async (_, change) => {
    const { club, coach, ids } = await unsafe()
    await rowsOf(change, [ids.session])
    expect(await warnAt(club, ids.session, dayBefore)).toBe(true)
    if (await dueAt('session-warning', ids.session)) await warnAt(club, ids.session, twoHoursBefore)
    expect(await noticesOf(coach.me)).toEqual([])
    expect(await kindsOf(await personOf(club))).toEqual([])
    expect(await dueAt('session-warning', ids.session)).toBeNull()
  })

  test('of a session that has started, by a worker that comes late', async () => {
    const { club, coach, ids } = await unsafe()
    await warnAt(club, ids.session, hoursBefore(startsAt, -0.01))
    expect(await noticesOf(coach.me)).toEqual([])
    expect(await dueAt('session-warning', ids.session)).toBeNull()
  })

  test('who has left: a coach whose row has ended, an officer whose post has', async () => {
    const { club, coach, ids } = await unsafe()
    const stays = await anOfficer(club)
    const [post] = await rowsOf<{ id: string }>(
      'select id from memberships where organisation_id = $1 and user_id = $2',
      [club.organisation.id, userIdOf(club)],
    )
    await endMembership(at(stays, nextMoment()), { membershipId: post?.id ?? '' })
    await rowsOf('update coaches set ends_at = now() where id = $1', [coach.coachId])
    await warnAt(club, ids.session, twoHoursBefore)
    expect(await noticesOf(coach.me)).toEqual([])
    expect(await kindsOf(await personOf(club))).toEqual([])
    expect(await kindsOf(await personOf(stays))).toEqual(['welfare_officer session_unsafe_soon'])
  })

  test('once the coach has left by the register, which ends the session too', async () => {
    const { club, coach, ids } = await unsafe()
    await endCoach(at(club, nextMoment()), { coachId: coach.coachId })
    await warnAt(club, ids.session, twoHoursBefore)
    expect(await kindsOf(await personOf(club))).toEqual([])
  })

  test('by another club that names the session, nor of one', async () => {
    const { coach, ids } = await unsafe()
    const other = await aClub(body)
    await makeDue('session-warning', other, ids.session, dayBefore)
    await warnAt(other, ids.session, twoHoursBefore)
    expect(await noticesOf(coach.me)).toEqual([])
    expect(await kindsOf(await personOf(other))).toEqual([])
  })
})

test('who coaches and is a welfare officer gets one notice, as the host', async () => {
  const club = await aClub(body)
  const coach = await aCoach(club, await personOf(club))
  const ids = await aSession(club, coach, { startsAt })
  await makeDue('session-warning', club, ids.session, dayBefore)
  await warnAt(club, ids.session, twoHoursBefore)
  expect(await kindsOf(coach.me)).toEqual(['coach session_unsafe_soon'])
})

describe('when a club has been judged', () => {
  const schedule = (club: Context, connection: string, now: Date) =>
    inTenant(appPool(), club.organisation.id, (tx) =>
      scheduleSessionWarnings(tx, at(club, now), connection),
    )

  async function judged(differs: Partial<Parameters<typeof aSession>[2]>, now: Date) {
    const club = await aClub(body)
    const ids = await aSession(club, await aCoach(club), { startsAt, ...differs })
    await schedule(club, ids.connection, now)
    return dueAt('session-warning', ids.session)
  }

  test('its unsafe sessions are due a day before they start, or now where that is past', async () => {
    expect(await judged({}, hoursBefore(startsAt, 200))).toEqual(dayBefore)
    expect(await judged({ of: 'user' }, hoursBefore(startsAt, 200))).toEqual(dayBefore)
    const late = hoursBefore(startsAt, 5)
    expect(await judged({}, late)).toEqual(late)
  })

  test('nothing is due for what only SHOULD be, or has started', async () => {
    expect(await judged({ level: 'SHOULD' }, hoursBefore(startsAt, 30))).toBeNull()
    expect(await judged({}, startsAt)).toBeNull()
  })
})
