import { eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { listNotices } from '#lib/notices/list-notices'
import { getClubHome } from '#lib/organisations/get-club-home'
import { settleAlert } from '#lib/risk-alerts/settle-alert'
import { audit, day_ms, doDue, findingsOf, sortByTopic, today, weekly } from '../support/audits'
import { rowsOf } from '../support/connections'
import { at } from '../support/contexts'
import { aCoachOfTwo, m02, noticesTo, tell } from '../support/posted-links'
import { trailOf } from '../support/trail-of'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

describe('a session’s link that was posted', () => {
  test('is first on the officers’ page, with whom to ring, and is said there once', async () => {
    const { club, user, number, sessionId } = await aCoachOfTwo()
    await tell(user, number)
    const [finding] = await m02(club, sessionId)
    // An hour before it begins, whatever the time of the tests is.
    const [{ startsAt } = { startsAt: null }] = (await getClubHome(today(club), {})).coming
    const eve = at(club, new Date((startsAt?.getTime() ?? 0) - 3_600_000))
    const home = await getClubHome(eve, {})
    expect(home.posted).toMatchObject([
      {
        findingId: finding?.id,
        because: expect.stringContaining('on twitter'),
        coachName: 'Jo Coach',
        session: { sessionId, topic: 'Under 12s', startsAt },
      },
    ])
    expect(home).toMatchObject({ urgent: [], toMend: [], counts: { to_mend: 1 } })
    await settleAlert(today(club), { findingId: finding?.id ?? '' })
    expect((await getClubHome(eve, {})).posted).toEqual([])
  })

  test('leaves what else is wrong with the session where it was', async () => {
    const { club, me, user, number, connectionId, sessionId } = await aCoachOfTwo()
    world.setMeeting(user.id, number, { 'settings.waiting_room': false })
    await audit(me, connectionId)
    await tell(user, number)
    const [{ startsAt } = { startsAt: null }] = (await getClubHome(today(club), {})).coming
    const home = await getClubHome(at(club, new Date((startsAt?.getTime() ?? 0) + 60_000)), {})
    expect(home.posted).toHaveLength(1)
    expect(home.urgent).toMatchObject([
      { session: { sessionId, startsAt }, mends: [{ control: 'Z02' }] },
    ])
  })
})

describe('the link of a meeting that is no club’s session', () => {
  const titlesOf = async (ctx: Context) =>
    (await listNotices(today(ctx), {})).items.map(({ title }) => title)

  test('is told to its person at once, in words that name nothing, and to no club', async () => {
    const { club, other, me, user, doctor, connectionId } = await aCoachOfTwo()
    await tell(user, doctor)
    const [told, ...more] = await noticesTo(me)
    expect(more).toEqual([])
    expect(told).toMatchObject({ role: 'person', of_name: null, state: 'waiting' })
    expect(told?.text).not.toMatch(/Doctor|Under 12s|twitter|example/)
    expect(await titlesOf(me)).toEqual([
      'Act now: a link to one of your meetings was found in public',
    ])
    for (const each of [club, other]) expect(await noticesTo(each)).toEqual([])
    expect(await findingsOf(club, connectionId)).toEqual([])
    expect(
      await rowsOf('select 1 from risk_alerts where connection_id = $1', [connectionId]),
    ).toEqual([])
    const trail = (await trailOf(club.organisation.id)).join()
    expect(trail).not.toContain('risk_alert')
  })

  test('is mailed to them at any hour', async () => {
    const { me, user, doctor } = await aCoachOfTwo()
    await tell(user, doctor)
    await doDue(['send-notice'])
    expect(await noticesTo(me)).toMatchObject([{ state: 'sent' }])
  })

  test('is told once a day, however often the link is posted, and again the next day', async () => {
    const { me, user, doctor } = await aCoachOfTwo()
    const noon = new Date(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`).getTime()
    await tell(user, doctor, new Date(noon))
    await tell(user, doctor, new Date(noon + 60_000))
    expect(await noticesTo(me)).toHaveLength(1)
    await tell(user, doctor, new Date(noon + day_ms))
    expect(await noticesTo(me)).toHaveLength(2)
  })

  test('says when, where Touchline knows it: a meeting that is not sorted yet', async () => {
    const { me, user, connectionId } = await aCoachOfTwo()
    const { id } = world.addMeeting(user.id, weekly('Juniors'))
    await audit(me, connectionId)
    await tell(user, id)
    expect(await titlesOf(me)).toEqual([
      expect.stringMatching(/^Act now: a link to one of your meetings on \w+day at \d\d:\d\d was /),
    ])
  })

  test('is not what a club’s session is told as, whose coach is told as such', async () => {
    const { me, user, number } = await aCoachOfTwo()
    await tell(user, number)
    expect(await noticesTo(me)).toMatchObject([{ role: 'coach' }])
  })

  test('of a meeting that is sorted later opens it then', async () => {
    const { club, me, user, connectionId } = await aCoachOfTwo()
    const { id } = world.addMeeting(user.id, weekly('Juniors'))
    await audit(me, connectionId)
    await tell(user, id)
    const ids = await sortByTopic(me, connectionId, { Juniors: [club.organisation.id] })
    await doDue(eventKinds)
    const [finding] = await m02(club, ids['Juniors'] ?? '')
    expect(finding).toMatchObject({ state: 'open' })
    expect(await noticesTo(club)).toMatchObject([{ role: 'welfare_officer' }])
  })
})
