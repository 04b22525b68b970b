import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptancesAtHome } from '#lib/acceptances/acceptances-at-home'
import { requestAcceptance } from '#lib/acceptances/request-acceptance'
import { addCoach } from '#lib/coaches/add-coach'
import type { Context } from '#lib/context'
import { clubHeadline } from '#lib/core/club-headline'
import { calendarDate } from '#lib/core/dates'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { getClubHome, type ClubHome } from '#lib/organisations/get-club-home'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { day_ms, today, weekly } from '../support/audits'
import { aCheckedCoach, openTheDoor } from '../support/checked-coach'
import {
  aClub,
  aCoach,
  aGoverningBody,
  anOfficer,
  at,
  nextMoment,
  withRoles,
} from '../support/contexts'
import { aSession } from '../support/notices'

let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

const home = (ctx: Context) => getClubHome(ctx, {})
const thingsOf = ({ urgent, toMend, unknown }: ClubHome) =>
  urgent.length + toMend.length + unknown.length
const headline = (seen: ClubHome) => clubHeadline(thingsOf(seen), seen.counts)
const inDays = (ctx: Context, days: number) => at(ctx, new Date(Date.now() + days * day_ms))

describe('a club’s home', () => {
  test('asks a club that was just founded for its first coach', async () => {
    const club = await aClub(body)
    expect(headline(await home(today(club)))).toBe('Add your first coach')
  })

  test('says that nothing needs anybody only while every coach is known to be in order', async () => {
    const club = await aClub(body)
    const before = Date.now()
    await aCheckedCoach(club)
    const calm = await home(today(club))
    expect(headline(calm)).toBe('Nothing needs you')
    expect(calm.coming).toMatchObject([{ topic: 'Under 12s', status: { state: 'ready' } }])
    expect(calm.oldestCheckedAt?.getTime()).toBeGreaterThanOrEqual(before)
    // Nobody did anything, and that is enough: the check has grown old.
    const late = await home(inDays(club, 2))
    expect(headline(late)).toBe('1 thing needs you')
    expect(late.unknown).toMatchObject([{ state: 'out_of_date', count: 1 }])
    expect(late.oldestCheckedAt).toBeNull()
  })

  test('counts every risk that waits for its officer, and shows the first of them', async () => {
    const club = await aClub(body)
    const second = await anOfficer(club)
    const coach = await aCoach(club)
    const reason = 'Parents send files by e-mail, and the chat is off.'
    const startsAt = new Date(nextMoment().getTime() + 40 * day_ms)
    for (let number = 0; number < 6; number += 1) {
      const facts = { startsAt, level: 'SHOULD', control: 'Z09' } as const
      const { finding: findingId } = await aSession(club, coach, facts)
      const ctx = at(club, nextMoment())
      const until = calendarDate(new Date(ctx.now.getTime() + 21 * day_ms))
      await requestAcceptance(ctx, { findingId, reason, until })
    }
    const toDecide = await acceptancesAtHome(at(second, nextMoment()), {})
    expect(toDecide).toMatchObject({ toDecideInAll: 6, waiting: 0 })
    expect(toDecide.toDecide).toHaveLength(5)
    const asked = await acceptancesAtHome(at(club, nextMoment()), {})
    expect(asked).toMatchObject({ toDecide: [], toDecideInAll: 0, waiting: 6 })
  })

  test('a coach who is not there yet is a thing that needs somebody', async () => {
    const club = await aClub(body)
    await aCheckedCoach(club)
    await aCoach(club)
    await addCoach(today(club), {
      name: 'Ann Added',
      email: 'ann@example.org',
      teams: '',
      coachesUnder18sOnline: true,
    })
    const seen = await home(today(club))
    expect(seen.unknown.map(({ state }) => state)).toEqual(['not_connected', 'not_invited'])
    expect(seen.counts).toEqual({
      to_mend: 0,
      not_known: 2,
      risk_accepted: 0,
      up_to_date: 1,
      not_needed: 0,
    })
    expect(headline(seen)).toBe('2 things need you')
  })

  test('a session of the coming day that breaks a MUST comes first, and is said once', async () => {
    const club = await aClub(body)
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    // Seen an hour before it begins, whatever the time of the tests is.
    const eve = at(club, new Date(Date.now() + day_ms - 3_600_000))
    const seen = await home(eve)
    expect(seen.urgent).toMatchObject([
      {
        session: { sessionId: coach.sessionId, topic: 'Under 12s' },
        mends: [{ control: 'Z02', headline: 'Anyone with the link can walk in' }],
      },
    ])
    expect(seen.urgent[0]?.mends[0]?.findingId).not.toBeNull()
    expect(seen.toMend).toEqual([])
    expect(seen.counts.to_mend).toBe(1)
    expect(headline(seen)).toBe('1 thing needs you')
  })

  test('a coach has a card for what no coming session says', async () => {
    const club = await aClub(body)
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    sandbox.world.setUserSetting(coach.zoomUserId, 'meeting_security.waiting_room', false)
    await coach.check()
    const seen = await home(at(club, new Date(Date.now() + day_ms - 3_600_000)))
    expect(seen.urgent).toHaveLength(1)
    expect(seen.toMend).toMatchObject([
      { said: 1, findings: [{ control: 'Z02', session: null, level: 'MUST' }] },
    ])
    expect(headline(seen)).toBe('2 things need you')
  })

  test('says whose session is at stake where an account cannot be read', async () => {
    const club = await aClub(body)
    const coach = await aCheckedCoach(club)
    await disconnectConnection(today(coach.me), { connectionId: coach.connectionId })
    const seen = await home(at(club, new Date(Date.now() + day_ms - 3_600_000)))
    expect(seen.unknown).toMatchObject([
      {
        state: 'disconnected',
        first: [{ coach: { coachId: coach.coachId }, soon: { sessionId: coach.sessionId } }],
      },
    ])
  })

  test('names who is up to date with meetings not yet sorted', async () => {
    const club = await aClub(body)
    const coach = await aCheckedCoach(club)
    expect(await home(today(club))).toMatchObject({ unsorted: [], moreUnsorted: 0 })
    for (const topic of ['Choir', 'Book club']) {
      sandbox.world.addMeeting(coach.zoomUserId, weekly(topic))
    }
    await coach.check()
    const seen = await home(today(club))
    expect(seen.counts.up_to_date).toBe(1)
    expect(seen.unsorted).toEqual([
      { coachId: coach.coachId, name: 'Jo Coach', words: '2 meetings not yet sorted' },
    ])
    expect(seen.moreUnsorted).toBe(0)
  })

  test('counts its welfare officers', async () => {
    const club = await aClub(body)
    expect((await home(today(club))).welfareOfficers).toBe(1)
    await anOfficer(club, 'administrator')
    expect((await home(today(club))).welfareOfficers).toBe(1)
    await anOfficer(club, 'welfare_officer')
    expect((await home(today(club))).welfareOfficers).toBe(2)
  })

  test('has nothing of another club’s', async () => {
    const club = await aClub(body)
    await aCheckedCoach(club)
    const foreign = await home(today(await aClub(body)))
    expect(foreign.coming).toEqual([])
    expect(headline(foreign)).toBe('Add your first coach')
  })

  test.each(['welfare_officer', 'administrator'] as const)('is there for a %s', async (role) => {
    const club = await aClub(body)
    await expect(home(withRoles(today(club), role))).resolves.toHaveProperty('counts')
  })

  test.each(['person', 'coach', 'safeguarding_lead', 'auditor', 'worker'] as const)(
    'is not found by a %s',
    async (role) => {
      const club = withRoles(today(await aClub(body)), role)
      await expect(home(club)).rejects.toMatchObject({ code: 'not_found' })
    },
  )
})
