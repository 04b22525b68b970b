import { sandbox } from '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { getSession } from '#lib/sessions/get-session'
import { listSessions } from '#lib/sessions/list-sessions'
import { day_ms, sortByTopic, today } from '../support/audits'
import { aCheckedCoach, openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, at, withRoles } from '../support/contexts'

const { world } = sandbox

let body: Context
let club: Context
let jo: CheckedCoach

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = await aClub(body)
  jo = await aCheckedCoach(club)
})
afterAll(closeQueue)

const hoursOn = (hours: number) => at(club, new Date(Date.now() + hours * 3_600_000))
const one = async (ctx: Context, coach: CheckedCoach) =>
  getSession(ctx, { sessionId: coach.sessionId })

/** A single session, in so many hours. */
const single = (topic: string, hours: number) => ({
  topic,
  startsAt: new Date(Date.now() + hours * 3_600_000).toISOString(),
  duration_minutes: 45,
})

describe('how a coming session stands', () => {
  test('is ready after a check, and out of date once that is too long ago', async () => {
    expect((await one(today(club), jo)).status?.state).toBe('ready')
    expect((await one(hoursOn(37), jo)).status?.state).toBe('out_of_date')
  })

  test('is to mend by its own settings', async () => {
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    const session = await one(today(club), coach)
    expect(session.status).toMatchObject({ state: 'to_mend', words: '1 thing to mend' })
    expect(session.own[0]).toMatchObject({ control: 'Z02', face: 'not_met' })
    expect(session.own[0]?.findingId).not.toBeNull()
    // What the derived control repeats stands on the page once.
    expect(session.own.filter(({ face }) => face === 'not_met')).toHaveLength(1)
  })

  test('is to mend by what its account decides for it, as one can share in every session', async () => {
    const coach = await aCheckedCoach(club)
    world.setUserSetting(coach.zoomUserId, 'in_meeting.who_can_share_screen', 'all')
    await coach.check()
    const session = await one(today(club), coach)
    expect(session.status?.state).toBe('to_mend')
    expect(session.own.map(({ control }) => control)).not.toContain('Z03')
    expect(session.fromAccount[0]).toMatchObject({ control: 'Z03', face: 'not_met' })
  })

  test('is not judged by an account’s setting that it overrides', async () => {
    const coach = await aCheckedCoach(club)
    world.setUserSetting(coach.zoomUserId, 'meeting_security.waiting_room', false)
    world.setMeeting(coach.zoomUserId, coach.meetingId, { 'settings.waiting_room': true })
    await coach.check()
    const session = await one(today(club), coach)
    const doors = [...session.own, ...session.fromAccount].filter(
      ({ control }) => control === 'Z02',
    )
    expect(doors).toHaveLength(1)
    expect(doors[0]?.face).not.toBe('not_met')
  })
})

test('says how many others can start it, and keeps nowhere who they are', async () => {
  const coach = await aCheckedCoach(club)
  const others = async (alternative_hosts: string | null) => {
    world.setMeeting(coach.zoomUserId, coach.meetingId, {
      'settings.alternative_hosts': alternative_hosts,
    })
    await coach.check()
    return (await one(today(club), coach)).otherHosts
  }
  expect(await others('')).toBe(0)
  expect(await others('Second.Adult@Example.org;second.adult@example.org;third@example.org')).toBe(
    2,
  )
  expect(await others(null)).toBeNull()
  const kept = await rowsOf<object>(`select body from readings where body ~* 'adult|third@'`, [])
  expect(kept).toEqual([])
})

describe('the list of coming sessions', () => {
  test('has the next one first, leaves out what is past, and says that it is past', async () => {
    const own = await aClub(body)
    const coach = await aCheckedCoach(own)
    world.addMeeting(coach.zoomUserId, single('Tomorrow late', 30))
    world.addMeeting(coach.zoomUserId, single('In an hour', 1))
    await coach.check()
    const clubIds = [own.organisation.id]
    const ids = await sortByTopic(coach.me, coach.connectionId, {
      'Tomorrow late': clubIds,
      'In an hour': clubIds,
    })
    const topics = async (ctx: Context) =>
      (await listSessions(ctx, {})).items.map(({ topic }) => topic)
    expect(await topics(today(own))).toEqual(['In an hour', 'Under 12s', 'Tomorrow late'])
    const evening = at(own, new Date(Date.now() + 3 * 3_600_000))
    expect(await topics(evening)).toEqual(['Under 12s', 'Tomorrow late'])
    const past = await getSession(evening, { sessionId: ids['In an hour'] ?? '' })
    expect(past).toMatchObject({ ended: 'past', status: null })
  })

  test('has what repeats and has no next time that we know of last, and never as past', async () => {
    const own = await aClub(body)
    await aCheckedCoach(own)
    const later = at(own, new Date(Date.now() + 3 * day_ms))
    expect((await listSessions(later, {})).items).toMatchObject([
      { topic: 'Under 12s', startsAt: null, status: { state: 'out_of_date' } },
    ])
  })

  test('pages by key, and back', async () => {
    const own = await aClub(body)
    const coach = await aCheckedCoach(own)
    const topics = Array.from({ length: 60 }, (_, index) => `Class ${index}`)
    for (const [index, topic] of topics.entries()) {
      world.addMeeting(coach.zoomUserId, single(topic, 48 + index))
    }
    await coach.check()
    const clubIds = [own.organisation.id]
    await sortByTopic(
      coach.me,
      coach.connectionId,
      Object.fromEntries(topics.map((topic) => [topic, clubIds])),
    )
    const first = await listSessions(today(own), {})
    const second = await listSessions(today(own), { after: first.next })
    expect(first.previous).toBeUndefined()
    expect(second.next).toBeUndefined()
    const seen = [...first.items, ...second.items].map(({ topic }) => topic)
    expect(seen).toEqual(['Under 12s', ...topics])
    const back = await listSessions(today(own), { before: second.previous })
    expect(back.items.map(({ topic }) => topic)).toEqual(seen.slice(0, 50))
  })

  test('is a coach’s own, of their sessions only', async () => {
    const other = await aCheckedCoach(club)
    const mine = await listSessions(today(other.inClub), {})
    expect(mine.items.map(({ sessionId }) => sessionId)).toEqual([other.sessionId])
    await expect(one(today(other.inClub), jo)).rejects.toMatchObject({ code: 'not_found' })
    expect((await one(today(jo.inClub), jo)).sessionId).toBe(jo.sessionId)
    const idle = await aCoach(club)
    expect((await listSessions(today(idle.inClub), {})).items).toEqual([])
  })

  test.each(['person', 'safeguarding_lead', 'auditor', 'worker'] as const)(
    'is not found by a %s',
    async (role) => {
      const ctx = withRoles(today(club), role)
      await expect(listSessions(ctx, {})).rejects.toMatchObject({ code: 'not_found' })
      await expect(one(ctx, jo)).rejects.toMatchObject({ code: 'not_found' })
    },
  )

  test('is empty for another club, which does not find its sessions', async () => {
    const foreign = today(await aClub(body))
    expect((await listSessions(foreign, {})).items).toEqual([])
    await expect(one(foreign, jo)).rejects.toMatchObject({ code: 'not_found' })
    const asked = getSession(today(club), { sessionId: randomUUID() })
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
  })
})
