import { deliver } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { getFinding } from '#lib/findings/get-finding'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { settleAlert } from '#lib/risk-alerts/settle-alert'
import { getSession } from '#lib/sessions/get-session'
import { audit, doDue, findingsOf, resultsOf, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aCoach, anOfficer, withRoles } from '../support/contexts'
import { aCoachOfTwo, m02, noticesTo, tell, alert } from '../support/posted-links'
import { trailOf } from '../support/trail-of'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)
afterEach(() => world.clearFailures())

describe('Zoom finds the link of a session in public', () => {
  test('which opens the most urgent finding, in that club, and tells host and officers', async () => {
    const { club, other, me, user, number, sessionId } = await aCoachOfTwo()
    const second = await anOfficer(club)
    await tell(user, number)
    const [finding] = await m02(club, sessionId)
    expect(finding).toMatchObject({ state: 'open', times_opened: 1 })
    expect(await m02(other, sessionId)).toEqual([])
    for (const told of [me, club, second]) expect(await noticesTo(told)).toHaveLength(1)
    expect(await noticesTo(other)).toEqual([])
    const { level, words, because, events } = await getFinding(today(club), {
      findingId: finding?.id ?? '',
    })
    expect(level).toBe('MUST')
    expect(words.headline).toBe('The link of this session was posted in public')
    expect(words.mend?.web.length).toBeGreaterThan(4)
    expect(because).toMatch(/^Zoom found this session’s link in public on twitter, and said so on /)
    expect(events).toMatchObject([{ event: 'opened', auditId: null }])
    const { status, own } = await getSession(today(club), { sessionId })
    expect(status).toMatchObject({ state: 'to_mend' })
    expect(own[0]).toMatchObject({ control: 'M02', face: 'not_met', findingId: finding?.id })
    expect((await trailOf(club.organisation.id)).join()).toContain('risk_alert.open worker')
  })

  test('with an evidence record that names the alert, and with no post, person or link kept', async () => {
    const { club, user, number, sessionId } = await aCoachOfTwo()
    await tell(user, number)
    const [record] = await rowsOf<{ record: string; alert: string }>(
      `select e.record, a.id as alert from result_changes r
       join evidence_records e on e.organisation_id = r.organisation_id and e.id = r.evidence_record_id
       join risk_alerts a on a.organisation_id = r.organisation_id and a.session_id = r.subject_id
       where r.organisation_id = $1 and r.control = 'M02'`,
      [club.organisation.id],
    )
    expect(JSON.parse(record?.record ?? '')).toMatchObject({
      alert: record?.alert,
      control: 'M02',
      result: 'not_met',
      subject: sessionId,
    })
    const kept = await rowsOf<{ text: string }>(
      `select coalesce((select string_agg(w::text, '') from system.webhook_inbox w), '') ||
        coalesce((select string_agg(e::text, '') from zoom_events e), '') ||
        coalesce((select string_agg(a::text, '') from risk_alerts a), '') as text`,
      [],
    )
    expect(kept[0]?.text).toContain('twitter')
    expect(kept[0]?.text).not.toMatch(/example\.|@|user-who-posted|82390661051|Under 12s/)
  })

  test('also when Zoom answers nothing at all', async () => {
    const { club, user, number, sessionId } = await aCoachOfTwo()
    world.failWith({ path: '^/v2/', userId: user.id, times: null, status: 503 })
    await deliver(alert(user, number))
    await doDue(['work-events', 'open-alert'])
    expect(await m02(club, sessionId)).toMatchObject([{ state: 'open' }])
  })

  test('and no check closes it: what it is about cannot be read', async () => {
    const { club, me, user, number, connectionId, sessionId } = await aCoachOfTwo()
    await tell(user, number)
    await audit(me, connectionId)
    expect(await m02(club, sessionId)).toMatchObject([{ state: 'open' }])
    expect(await resultsOf(club, sessionId)).toMatchObject({ M02: 'not_met' })
  })

  test('twice, late, and in any order: one finding, told of once', async () => {
    const { club, me, user, number, sessionId } = await aCoachOfTwo()
    const now = Date.now()
    await tell(user, number, new Date(now))
    await tell(user, number, new Date(now))
    await tell(user, number, new Date(now - 30_000))
    await tell(user, number, new Date(now + 30_000))
    expect(await m02(club, sessionId)).toMatchObject([{ state: 'open', times_opened: 1 }])
    expect(await noticesTo(me)).toHaveLength(1)
    const seen = await rowsOf<{ at: Date }>(
      `select last_seen_at as at from findings where control = 'M02' and subject_id = $1`,
      [sessionId],
    )
    expect(seen).toEqual([{ at: new Date(now + 30_000) }])
  })

  test('and the meeting is deleted at Zoom: it closes, and not as mended', async () => {
    const { club, me, user, number, connectionId, sessionId } = await aCoachOfTwo()
    await tell(user, number)
    world.removeMeeting(user.id, number)
    await audit(me, connectionId)
    await audit(me, connectionId)
    expect(await m02(club, sessionId)).toMatchObject([{ state: 'closed', close_reason: 'removed' }])
  })
})

describe('saying that the link is used no more', () => {
  async function opened() {
    const all = await aCoachOfTwo()
    await tell(all.user, all.number)
    const [finding] = await m02(all.club, all.sessionId)
    return { ...all, findingId: finding?.id ?? '' }
  }

  test('closes it as stated, by the officer or the coach, and leaves its trail', async () => {
    for (const who of ['club', 'inClub'] as const) {
      const all = await opened()
      await settleAlert(today(all[who]), { findingId: all.findingId })
      expect(await m02(all.club, all.sessionId)).toMatchObject([
        { state: 'closed', close_reason: 'stated' },
      ])
      expect(await resultsOf(all.club, all.sessionId)).not.toHaveProperty('M02')
      expect((await trailOf(all.club.organisation.id)).at(-1)).toBe('risk_alert.settle user')
      const { status } = await getSession(today(all.club), { sessionId: all.sessionId })
      expect(status).not.toMatchObject({ state: 'to_mend' })
    }
  })

  test('is undone by a later alert, and not by one from before', async () => {
    const { club, me, user, number, sessionId, findingId } = await opened()
    await settleAlert(today(club), { findingId })
    await tell(user, number, new Date(Date.now() - 60_000))
    expect(await m02(club, sessionId)).toMatchObject([{ state: 'closed' }])
    await tell(user, number, new Date(Date.now() + 1000))
    expect(await m02(club, sessionId)).toMatchObject([{ state: 'open', times_opened: 2 }])
    expect(await noticesTo(me)).toHaveLength(2)
  })

  test('is not found for another club, another coach, another post or another finding', async () => {
    const { club, other, user, number, me, connectionId, sessionId, findingId } = await opened()
    const stranger = await aCoach(club)
    world.setMeeting(user.id, number, { 'settings.waiting_room': false })
    await audit(me, connectionId)
    const waitingRoom = (await findingsOf(club, sessionId)).find(({ control }) => control === 'Z02')
    expect(waitingRoom).toBeDefined()
    for (const [ctx, id] of [
      [other, findingId],
      [stranger.inClub, findingId],
      [withRoles(club, 'auditor'), findingId],
      [withRoles(club, 'safeguarding_lead'), findingId],
      [club, waitingRoom?.id ?? ''],
    ] as const) {
      await expect(settleAlert(today(ctx), { findingId: id })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    expect(await m02(club, sessionId)).toMatchObject([{ state: 'open' }])
  })

  test('twice is a conflict', async () => {
    const { club, findingId } = await opened()
    await settleAlert(today(club), { findingId })
    await expect(settleAlert(today(club), { findingId })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})
