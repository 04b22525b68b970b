import '../support/oauth-stand-in'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTenant } from '#db/tenant'
import type { Context } from '#lib/context'
import { appPool } from '#lib/database/pools'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { notifyConnectionEnded } from '#lib/notices/notify-connection-ended'
import { notifyLinkPosted } from '#lib/notices/notify-link-posted'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { markDisconnected } from '#lib/zoom-connections/mark-disconnected'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import { connect, rowsOf, workerFor } from '../support/connections'
import { aClub, aCoach, aGoverningBody, anOfficer, aPerson, at, emailOf } from '../support/contexts'
import { mailTo } from '../support/outbox'
import { aSession, hoursBefore, noticesOf, personOf, sendDueAt } from '../support/notices'

let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

const saidTo = async (me: Context) =>
  (await noticesOf(me)).map(({ kind, role, of_name }) => [kind, role, of_name])

const night = new Date('2026-11-25T23:10:00Z')
const morning = new Date('2026-11-26T08:00:00Z')

describe('when Zoom ends a consent', () => {
  async function connected() {
    const club = await aClub(body)
    const { me, coachId } = await aCoach(club)
    return { club, me, coachId, connectionId: await connect(me) }
  }

  test('the coach and the welfare officers of their clubs are told, in humane hours', async () => {
    const { club, me, connectionId } = await connected()
    const second = await anOfficer(club)
    const administrator = await anOfficer(club, 'administrator')
    expect(await markDisconnected(await workerFor(me, night), connectionId)).toBe(true)
    expect(await saidTo(me)).toEqual([['connection_ended', 'person', null]])
    for (const officer of [club, second]) {
      const told = await noticesOf(await personOf(officer))
      expect(told).toMatchObject([{ kind: 'connection_ended', role: 'welfare_officer' }])
      expect(told[0]?.send_after).toEqual(morning)
    }
    expect(await saidTo(await personOf(administrator))).toEqual([])
    expect(await sendDueAt(me, night)).toBe(0)
    expect(await sendDueAt(me, morning)).toBe(1)
    expect(mailTo(emailOf(me)).at(-1)?.subject).toBe(
      'Touchline can no longer check your Zoom account',
    )
    expect(mailTo(emailOf(me)).at(-1)?.text).toContain('/me/zoom')
  })

  test('nobody is told of what the person did themselves', async () => {
    const { club, me, connectionId } = await connected()
    await disconnectConnection(me, { connectionId })
    await inTenant(appPool(), me.organisation.id, (tx) =>
      notifyConnectionEnded(tx, me, connectionId),
    )
    expect(await saidTo(me)).toEqual([])
    expect(await saidTo(await personOf(club))).toEqual([])
  })

  test('a club with which sharing was stopped is not told, nor one of no share', async () => {
    const { club, me, connectionId } = await connected()
    const stranger = await aClub(body)
    await stopSharing(me, { connectionId, clubId: club.organisation.id })
    await markDisconnected(await workerFor(me), connectionId)
    expect(await saidTo(me)).toHaveLength(1)
    expect(await saidTo(await personOf(club))).toEqual([])
    expect(await saidTo(await personOf(stranger))).toEqual([])
  })

  test('somebody else’s connection cannot be told of', async () => {
    const { club, me, connectionId } = await connected()
    await rowsOf(
      `update zoom_connections set state = 'disconnected', disconnect_reason = 'token_refused',
        disconnected_at = now() where id = $1`,
      [connectionId],
    )
    const stranger = await aPerson()
    await inTenant(appPool(), stranger.organisation.id, (tx) =>
      notifyConnectionEnded(tx, stranger, connectionId),
    )
    expect(await saidTo(me)).toEqual([])
    expect(await saidTo(await personOf(club))).toEqual([])
  })

  test('who has connected again by the morning is sent nothing, and nor are their clubs', async () => {
    const { club, me } = await connected()
    const connectionId = await connect(me, 'zoom-again')
    await markDisconnected(await workerFor(me, night), connectionId)
    await connect(at(me, hoursBefore(morning, 1)), 'zoom-again')
    const officer = await personOf(club)
    expect([await sendDueAt(me, morning), await sendDueAt(officer, morning)]).toEqual([1, 1])
    for (const each of [me, officer]) {
      expect((await noticesOf(each)).map(({ state }) => state)).toEqual(['not_needed'])
    }
  })
})

describe('when a link was posted in public', () => {
  const startsAt = new Date('2026-11-26T18:00:00Z')

  async function posted(control = 'M02') {
    const club = await aClub(body)
    const coach = await aCoach(club)
    const ids = await aSession(club, coach, { startsAt, control })
    return { club, coach, ids }
  }

  const notify = (club: Context, finding: string, now = night) =>
    inTenant(appPool(), club.organisation.id, (tx) => notifyLinkPosted(tx, at(club, now), finding))

  test('host and welfare officers are told at once, with what to do, and once', async () => {
    const { club, coach, ids } = await posted()
    const officer = await personOf(club)
    const written = await notify(club, ids.finding)
    expect(written.map(({ personId }) => personId).toSorted()).toEqual(
      [coach.me.organisation.id, officer.organisation.id].toSorted(),
    )
    expect(await notify(club, ids.finding)).toEqual([])
    for (const each of [coach.me, officer]) {
      expect(await sendDueAt(each, night)).toBe(1)
      const mail = mailTo(emailOf(each)).at(-1)
      expect(mail?.subject).toMatch(/^Act now: the link to .* on Thursday at 18:00 was posted/)
      expect(mail?.text).toContain(`/findings/${ids.finding}`)
    }
    expect(mailTo(emailOf(coach.me)).at(-1)?.text).toContain('delete the meeting in Zoom')
  })

  test('another finding, one that is closed, or another club’s, tells nobody', async () => {
    const waitingRoom = await posted('Z02')
    expect(await notify(waitingRoom.club, waitingRoom.ids.finding)).toEqual([])
    const { club, coach, ids } = await posted()
    expect(await notify(waitingRoom.club, ids.finding)).toEqual([])
    await rowsOf("update findings set state = 'closed' where id = $1", [ids.finding])
    expect(await notify(club, ids.finding)).toEqual([])
    expect(await saidTo(coach.me)).toEqual([])
  })

  test('a coach who has left is not told; the welfare officers are', async () => {
    const { club, coach, ids } = await posted()
    await rowsOf('update coaches set ends_at = now() where id = $1', [coach.coachId])
    expect(await notify(club, ids.finding)).toHaveLength(1)
    expect(await saidTo(coach.me)).toEqual([])
  })
})
