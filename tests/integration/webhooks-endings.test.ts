import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { listConnections } from '#lib/zoom-connections/list-connections'
import type { SandboxUser } from '#lib/zoom-sandbox/state'
import { connectAccount, doDue, today, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, userIdOf } from '../support/contexts'
import { trailOf } from '../support/trail-of'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

/** A coach of a club whose account was read once. */
async function aCoachConnected() {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser()
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  return { club, me, user, connectionId }
}

const removed = (user: SandboxUser, at = new Date(), client = 'test-client') => ({
  event: 'app_deauthorized',
  payload: {
    account_id: user.accountId,
    user_id: user.id,
    signature: '827edc3452044f0bc86bdd5684afb7d1e6becfa1a767f24df1b287853cf73000',
    deauthorization_time: at.toISOString(),
    client_id: client,
    event_ts: '2026-11-25 09:00:00',
  },
})

const ended = (event: string, user: SandboxUser) =>
  anEvent(event, {
    accountId: user.accountId,
    object: { id: user.id, email: user.email, first_name: 'Jill', last_name: 'Chill' },
  })

async function standing(me: Context) {
  const [{ state, disconnectReason } = {}] = await listConnections(today(me), {})
  return { state, disconnectReason }
}

const connected = { state: 'connected', disconnectReason: null }
const tokensOf = (connectionId: string) =>
  rowsOf('select 1 from zoom_tokens where connection_id = $1', [connectionId])
const noticesTo = async (ctx: Context) =>
  rowsOf<{ kind: string }>(
    `select n.kind from notices n join organisations o on o.organisation_id = n.organisation_id
     where o.user_id = $1`,
    [userIdOf(ctx)],
  )

describe('the app is removed at Zoom', () => {
  test('ends the connection, with its tokens, for the coach and for the club, and tells both', async () => {
    const { club, me, user, connectionId } = await aCoachConnected()
    world.removeApp(user.id)
    await deliver(removed(user))
    await doDue(eventKinds)
    const reason = 'removed_at_zoom'
    expect(await standing(me)).toEqual({ state: 'disconnected', disconnectReason: reason })
    expect(await tokensOf(connectionId)).toEqual([])
    const seenAbove = await rowsOf(
      'select coaches_not_connected from roll_ups where club_organisation_id = $1',
      [club.organisation.id],
    )
    expect(seenAbove).toEqual([{ coaches_not_connected: 1 }])
    expect(
      await rowsOf('select state, disconnect_reason from coach_connections where id = $1', [
        connectionId,
      ]),
    ).toEqual([{ state: 'disconnected', disconnect_reason: reason }])
    expect(await noticesTo(me)).toEqual([{ kind: 'connection_ended' }])
    expect(await noticesTo(club)).toEqual([{ kind: 'connection_ended' }])
    const due = await rowsOf('select kind from system.due where subject_id = $1', [connectionId])
    expect(due).toEqual([])
    expect((await trailOf(me.organisation.id)).at(-1)).toBe('zoom_events.work worker')
  })

  test('and again: a delivery that comes twice says nothing twice', async () => {
    const { me, user } = await aCoachConnected()
    const at = new Date()
    await deliver(removed(user, at))
    await doDue(eventKinds)
    await deliver(removed(user, at))
    await deliver(removed(user, new Date(at.getTime() + 1000)))
    await doDue(eventKinds)
    expect(await noticesTo(me)).toHaveLength(1)
  })

  test('and connected again before that arrived: it stays connected, and is looked at', async () => {
    const { me, user, connectionId } = await aCoachConnected()
    const atRemoval = new Date(Date.now() - 60_000)
    await deliver(removed(user, atRemoval))
    await doDue(eventKinds)
    expect(await standing(me)).toEqual(connected)
    expect(await tokensOf(connectionId)).toHaveLength(1)
    expect(
      await rowsOf(`select 1 from audits where connection_id = $1 and trigger = 'event'`, [
        connectionId,
      ]),
    ).toHaveLength(1)
  })

  test('and what was told of before it, but arrives with it, is not read any more', async () => {
    const { me, user, connectionId } = await aCoachConnected()
    const now = Date.now()
    await deliver(removed(user, new Date(now + 1)))
    await deliver(
      anEvent('user.settings_updated', {
        accountId: user.accountId,
        at: new Date(now),
        object: { id: user.id },
      }),
    )
    await doDue(eventKinds)
    expect(await standing(me)).toMatchObject({ state: 'disconnected' })
    expect(
      await rowsOf(`select 1 from audits where connection_id = $1 and trigger = 'event'`, [
        connectionId,
      ]),
    ).toEqual([])
    const waiting = await rowsOf(
      'select 1 from zoom_events where connection_id = $1 and worked_at is null',
      [connectionId],
    )
    expect(waiting).toEqual([])
  })

  test('but another app’s, or another person’s, end is not this one’s', async () => {
    const { me, user } = await aCoachConnected()
    const colleague = zoomUser({ sameAccountAs: user.id })
    await deliver(removed(user, new Date(), 'another-app'))
    await deliver(removed(colleague))
    await deliver({ ...removed(user), payload: { ...removed(user).payload, account_id: 'other' } })
    await doDue(eventKinds)
    expect(await standing(me)).toEqual(connected)
  })

  test('and by somebody who cannot sign for Zoom, it is not', async () => {
    const { me, user } = await aCoachConnected()
    expect(await deliver(removed(user), { secret: 'guessed' })).toMatchObject({ status: 401 })
    await doDue(eventKinds)
    expect(await standing(me)).toEqual(connected)
  })
})

test.each(['user.deactivated', 'user.deleted', 'user.disassociated'])(
  'the Zoom user is no more: %s ends the connection and says so',
  async (event) => {
    const { me, user, connectionId } = await aCoachConnected()
    await deliver(ended(event, user))
    await doDue(eventKinds)
    expect(await standing(me)).toEqual({
      state: 'disconnected',
      disconnectReason: 'zoom_user_ended',
    })
    expect(await tokensOf(connectionId)).toEqual([])
  },
)

test('an event for an account that has ended is nobody’s any more', async () => {
  const { user } = await aCoachConnected()
  await deliver(removed(user))
  await doDue(eventKinds)
  expect(await deliver(ended('user.updated', user))).toEqual({ status: 204, hints: [] })
})
