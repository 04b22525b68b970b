import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { systemPool } from '#lib/database/pools'
import { findDue } from '#lib/jobs/find-due'
import type { SandboxUser } from '#lib/zoom-sandbox/state'
import { handle } from '../../workers/handlers'
import { connectAccount, doDue, findingsOf, resultsOf, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson } from '../support/contexts'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)
afterEach(() => world.clearFailures())

/** Somebody whose account was read once. */
async function connected(user: SandboxUser = zoomUser()) {
  const me = await aPerson()
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  return { me, user, connectionId }
}

const settingsEvent = (user: SandboxUser) =>
  anEvent('user.settings_updated', { accountId: user.accountId, object: { id: user.id } })

const auditsOf = async (connectionId: string) =>
  rowsOf<{ trigger: string; state: string }>(
    'select trigger, state from audits where connection_id = $1 order by queued_at, id',
    [connectionId],
  )
const triggersOf = async (connectionId: string) =>
  (await auditsOf(connectionId)).map(({ trigger }) => trigger)

const eventsOf = (connectionId: string) =>
  rowsOf<{ event: string; worked: boolean }>(
    `select event, worked_at is not null as worked from zoom_events where connection_id = $1
     order by received_at`,
    [connectionId],
  )

const dueFor = async (connectionId: string) =>
  (await findDue(new Date(), 1000)).filter(({ subjectId }) => subjectId === connectionId)

describe('a setting that is changed at Zoom', () => {
  test('is read again, and its finding opens and closes, without anybody asking', async () => {
    const club = await aClub(await aGoverningBody())
    const { me } = await aCoach(club)
    const user = zoomUser()
    const connectionId = await connectAccount(me, user.id)
    await doDue()
    expect(await findingsOf(club, connectionId)).toEqual([])
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'all')
    const told = await deliver(settingsEvent(user))
    expect(told).toEqual({
      status: 204,
      hints: [{ kind: 'work-events', organisationId: me.organisation.id, subjectId: connectionId }],
    })
    await doDue(eventKinds)
    expect(await findingsOf(club, connectionId)).toMatchObject([{ control: 'Z03', state: 'open' }])
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'host')
    await deliver(settingsEvent(user))
    await doDue(eventKinds)
    expect(await findingsOf(club, connectionId)).toMatchObject([
      { control: 'Z03', state: 'closed', close_reason: 'mended' },
    ])
    expect(await triggersOf(connectionId)).toEqual(['connected', 'event', 'event'])
  })

  test('is believed as it stands in the account, whatever the event says of it', async () => {
    const club = await aClub(await aGoverningBody())
    const { me } = await aCoach(club)
    const user = zoomUser()
    const connectionId = await connectAccount(me, user.id)
    await deliver(
      anEvent('user.settings_updated', {
        accountId: user.accountId,
        object: { id: user.id, settings: { in_meeting: { who_can_share_screen: 'all' } } },
      }),
    )
    await doDue(eventKinds)
    expect(await resultsOf(club, connectionId)).toMatchObject({ Z03: 'met' })
  })

  test('and told of twice, or ten times in a burst, is read once', async () => {
    const { user, connectionId } = await connected()
    const body = settingsEvent(user)
    for (let sent = 0; sent < 3; sent += 1) await deliver(body)
    for (let sent = 0; sent < 9; sent += 1) {
      await deliver(
        anEvent('user.updated', { accountId: user.accountId, object: { id: user.id, n: sent } }),
      )
    }
    expect(await eventsOf(connectionId)).toHaveLength(10)
    await doDue(eventKinds)
    expect(await triggersOf(connectionId)).toEqual(['connected', 'event'])
    await deliver(body)
    expect(await dueFor(connectionId)).toEqual([])
  })
})

describe('an event that arrives while an audit', () => {
  test('waits to begin is read by that one', async () => {
    const me = await aPerson()
    const user = zoomUser()
    const connectionId = await connectAccount(me, user.id)
    await deliver(settingsEvent(user))
    await doDue(['work-events'])
    expect(await auditsOf(connectionId)).toEqual([{ trigger: 'connected', state: 'queued' }])
  })

  test('runs is read by one more, once, when that has ended', async () => {
    const { user, connectionId } = await connected()
    await deliver(settingsEvent(user))
    await doDue(['work-events'])
    world.failWith({ path: '^/v2/users/me/settings', userId: user.id, status: 503, delay_ms: 300 })
    const running = doDue(['read-account'])
    await expect
      .poll(async () => (await auditsOf(connectionId)).map(({ state }) => state))
      .toEqual(['finished', 'running'])
    for (let sent = 0; sent < 2; sent += 1) {
      await deliver(
        anEvent('user.updated', { accountId: user.accountId, object: { id: user.id, sent } }),
      )
      await doDue(['work-events'])
    }
    expect(await eventsOf(connectionId)).toHaveLength(3)
    await running
    await rowsOf('update system.due set at = now() where kind = $1', ['read-account'])
    await doDue()
    expect(await auditsOf(connectionId)).toEqual([
      { trigger: 'connected', state: 'finished' },
      { trigger: 'event', state: 'finished' },
      { trigger: 'event', state: 'finished' },
    ])
  })
})

describe('a process that dies', () => {
  test('after an event was stored leaves it to the sweep', async () => {
    const { user, connectionId } = await connected()
    const { hints } = await deliver(settingsEvent(user))
    expect(hints).toHaveLength(1)
    // Nobody gave the hint on.
    expect(await dueFor(connectionId)).toEqual(hints)
    await doDue(eventKinds)
    expect(await eventsOf(connectionId)).toEqual([{ event: 'user.settings_updated', worked: true }])
    expect(await triggersOf(connectionId)).toEqual(['connected', 'event'])
  })

  test('with the lease in its hand does not take the event along', async () => {
    const { me, user, connectionId } = await connected()
    await deliver(settingsEvent(user))
    await systemPool().query("select due_claim('work-events', $1, $2, now(), '1 minute')", [
      me.organisation.id,
      connectionId,
    ])
    expect(await dueFor(connectionId)).toEqual([])
    await rowsOf('update system.due set lease_until = now() where subject_id = $1', [connectionId])
    await doDue(eventKinds)
    expect(await eventsOf(connectionId)).toEqual([{ event: 'user.settings_updated', worked: true }])
  })

  test('before the store has committed leaves nothing, and Zoom’s next try is the first', async () => {
    const { user, connectionId } = await connected()
    const body = settingsEvent(user)
    await rowsOf('alter function receive_webhook rename to receive_webhook_away', [])
    expect(await deliver(body)).toEqual({ status: 503, hints: [] })
    await rowsOf('alter function receive_webhook_away rename to receive_webhook', [])
    expect(await eventsOf(connectionId)).toEqual([])
    expect(await deliver(body)).toMatchObject({ status: 204, hints: [{ kind: 'work-events' }] })
  })

  test('and events that come while others are worked are worked, too', async () => {
    const { me, user, connectionId } = await connected()
    const payload = { organisationId: me.organisation.id, subjectId: connectionId }
    const send = async (n: number) => {
      await deliver(
        anEvent('user.updated', { accountId: user.accountId, object: { id: user.id, n } }),
      )
      await handle('work-events', payload)
    }
    await Promise.all(Array.from({ length: 20 }, (_, n) => send(n)))
    await doDue(['work-events'])
    const events = await eventsOf(connectionId)
    expect(events).toHaveLength(20)
    expect(events.filter(({ worked }) => !worked)).toEqual([])
  })
})

describe('an event goes to', () => {
  const reached = async (...connectionIds: string[]) =>
    Promise.all(connectionIds.map(async (each) => (await eventsOf(each)).length))

  test('the one user it names, in the Zoom account it names', async () => {
    const user = zoomUser()
    const one = await connected(user)
    const other = await connected(zoomUser({ sameAccountAs: user.id }))
    await deliver(settingsEvent(user))
    await deliver(
      anEvent('user.settings_updated', { accountId: 'another', object: { id: user.id } }),
    )
    expect(await reached(one.connectionId, other.connectionId)).toEqual([1, 0])
  })

  test.each(['account.settings_updated', 'group.lock_settings_updated'])(
    'everybody in the account, where it is about the account: %s',
    async (event) => {
      const user = zoomUser()
      const one = await connected(user)
      const other = await connected(zoomUser({ sameAccountAs: user.id }))
      const stranger = await connected()
      const { hints } = await deliver(
        anEvent(event, { accountId: user.accountId, object: { id: 'some-group' } }),
      )
      expect(hints).toHaveLength(2)
      const all = [one.connectionId, other.connectionId, stranger.connectionId]
      expect(await reached(...all)).toEqual([1, 1, 0])
    },
  )

  test('who knows the meeting where no host is named, else who changed it, else all', async () => {
    const user = zoomUser()
    const { id } = world.addMeeting(user.id, { topic: 'Class', startsAt: null })
    const one = await connected(user)
    const colleague = zoomUser({ sameAccountAs: user.id })
    const other = await connected(colleague)
    const about = (meeting: number | string, operator_id: string) =>
      anEvent('meeting.updated', {
        accountId: user.accountId,
        object: { id: meeting },
        payload: { operator_id },
      })
    const ids = [one.connectionId, other.connectionId] as const
    await deliver(about(id, colleague.id))
    expect(await reached(...ids)).toEqual([1, 0])
    await deliver(about('999 9999 9999', colleague.id))
    expect(await reached(...ids)).toEqual([1, 1])
    await deliver(about('888', 'an-administrator'))
    expect(await reached(...ids)).toEqual([2, 2])
  })

  test('nobody where it is about an account that is not connected here', async () => {
    const accountId = zoomUser().accountId
    const about = anEvent('account.settings_updated', { accountId, object: {} })
    expect(await deliver(about)).toEqual({ status: 204, hints: [] })
    const kept = await rowsOf(
      'select holders from system.webhook_inbox where zoom_account_id = $1',
      [accountId],
    )
    expect(kept).toEqual([{ holders: 0 }])
  })
})
