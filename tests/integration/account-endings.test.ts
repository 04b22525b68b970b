import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { listNotices } from '#lib/notices/list-notices'
import { startAudit } from '#lib/audits/start-audit'
import { disconnectAccount } from '#lib/zoom-accounts/disconnect-account'
import { getAccount } from '#lib/zoom-accounts/get-account'
import { listHosts } from '#lib/zoom-hosts/list-hosts'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import { doDue, findingsOf, resultsOf, today, zoomUser } from '../support/audits'
import { anAdministrator, connectClubAccount } from '../support/club-accounts'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, anOfficer, userIdOf } from '../support/contexts'

const { world } = sandbox
let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

const everything = [...eventKinds, 'end-share'] as const

/** A club with its account connected, two hosts that are its coaches, and something to mend. */
async function aClubWithHosts() {
  const club = await aClub(body)
  const admin = anAdministrator()
  world.setAccountSettings(admin.accountId, { 'schedule_meeting.join_before_host': true })
  const connectionId = await connectClubAccount(club, admin.id)
  const hosts = [1, 2].map((number) =>
    zoomUser({ sameAccountAs: admin.id, plan: 'business', name: `Host ${number}` }),
  )
  await doDue()
  for (const { id } of hosts) {
    const { coachId } = await aCoach(club)
    const { open } = await listHosts(today(club))
    const [row] = await rowsOf<{ id: string }>(
      'select id from zoom_hosts where zoom_user_id = $1 and organisation_id = $2',
      [id, club.organisation.id],
    )
    expect(open.map(({ hostId }) => hostId)).toContain(row?.id)
    await confirmHost(today(club), { hostId: row?.id ?? '', coachId })
  }
  await doDue()
  return { club, admin, connectionId, hosts }
}

const removed = (
  { accountId, id }: { accountId: string; id: string },
  client = 'test-admin-client',
) => ({
  event: 'app_deauthorized',
  event_ts: Date.now(),
  payload: {
    account_id: accountId,
    user_id: id,
    signature: '827edc3452044f0bc86bdd5684afb7d1e6becfa1a767f24df1b287853cf73000',
    deauthorization_time: new Date().toISOString(),
    client_id: client,
  },
})

const states = (connectionId: string) =>
  rowsOf<{ way: string; state: string; disconnect_reason: string | null }>(
    `select way, state, disconnect_reason from zoom_connections
     where id = $1 or via_connection_id = $1 order by way, id`,
    [connectionId],
  )

const noticesTo = (ctx: Context) =>
  rowsOf<{ facts: { of?: string } }>(
    `select n.facts from notices n join organisations o on o.organisation_id = n.organisation_id
     where o.user_id = $1 and n.kind = 'connection_ended'`,
    [userIdOf(ctx)],
  )

describe('the app is removed from the account at Zoom', () => {
  test('ends the account and its hosts, and tells each welfare officer once', async () => {
    const { club, admin, connectionId } = await aClubWithHosts()
    const second = await anOfficer(club)
    const hostsDue = () =>
      rowsOf(`select 1 from system.due where kind = 'audit-schedule' and organisation_id = $1`, [
        club.organisation.id,
      ])
    expect(await hostsDue()).toHaveLength(3)
    await deliver(removed(admin))
    await doDue(everything)
    const ended = { state: 'disconnected', disconnect_reason: 'removed_at_zoom' }
    expect(await states(connectionId)).toEqual([
      { way: 'account', ...ended },
      { way: 'host', ...ended },
      { way: 'host', ...ended },
    ])
    expect(await hostsDue()).toEqual([])
    const open = await rowsOf(
      `select 1 from zoom_hosts where connection_id = $1 and decision = 'open'`,
      [connectionId],
    )
    expect(open).toEqual([])
    for (const officer of [club, second]) {
      expect(await noticesTo(officer)).toEqual([{ facts: { of: 'account' } }])
    }
    const mine = await rowsOf<{ organisation_id: string }>(
      `select organisation_id from organisations where user_id = $1 and kind = 'person'`,
      [userIdOf(club)],
    )
    const record = {
      ...club.organisation,
      id: mine[0]?.organisation_id ?? '',
      kind: 'person' as const,
    }
    const { items } = await listNotices(
      { ...today(club), organisation: record, roles: ['person'] },
      {},
    )
    expect(items.map(({ title }) => title)).toEqual([
      `The Zoom account of ${club.organisation.name} is no longer connected`,
    ])
    const [above] = await rowsOf<{ coaches_not_connected: number }>(
      'select coaches_not_connected from roll_ups where club_organisation_id = $1',
      [club.organisation.id],
    )
    expect(above).toEqual({ coaches_not_connected: 2 })
  })

  test('of another of our apps is no end of this one', async () => {
    const { admin, connectionId } = await aClubWithHosts()
    await deliver(removed(admin, 'test-client'))
    await doDue(everything)
    expect((await states(connectionId)).map(({ state }) => state)).toEqual([
      'connected',
      'connected',
      'connected',
    ])
  })

  test('and connected again, everything goes on as it was decided', async () => {
    const { club, admin, connectionId } = await aClubWithHosts()
    await deliver(removed(admin))
    await doDue(everything)
    expect(await connectClubAccount(club, admin.id)).toBe(connectionId)
    await doDue()
    expect((await states(connectionId)).map(({ state }) => state)).toEqual([
      'connected',
      'connected',
      'connected',
    ])
    const { accounts } = await getAccount(today(club))
    expect(accounts[0]?.hosts).toEqual({ open: 1, coach: 2, not_a_coach: 0 })
  })
})

describe('an account whose tokens Zoom refuses', () => {
  test('is over with its hosts once a check finds that out, and is said once', async () => {
    const { club, admin, connectionId } = await aClubWithHosts()
    world.removeApp(admin.id, 'admin')
    const [host] = await rowsOf<{ id: string }>(
      'select id from zoom_connections where via_connection_id = $1',
      [connectionId],
    )
    await startAudit(today(club), { connectionId: host?.id ?? '' })
    await doDue(everything)
    const ended = { state: 'disconnected', disconnect_reason: 'token_refused' }
    expect(await states(connectionId)).toEqual([
      { way: 'account', ...ended },
      { way: 'host', ...ended },
      { way: 'host', ...ended },
    ])
    expect(await noticesTo(club)).toEqual([{ facts: { of: 'account' } }])
    // What is known of the account stands, as with anybody's, and is out of date soon.
    expect(await resultsOf(club, connectionId)).toMatchObject({ Z04: 'not_met' })
    expect((await findingsOf(club, connectionId)).map(({ state }) => state)).toContain('open')
  })
})

describe('the club disconnects it', () => {
  test('what is said of account and hosts ends, not as mended; who is which coach stays', async () => {
    const { club, connectionId } = await aClubWithHosts()
    await disconnectAccount(today(club), { connectionId })
    await doDue(everything)
    expect((await states(connectionId)).map(({ state }) => state)).toEqual([
      'disconnected',
      'disconnected',
      'disconnected',
    ])
    expect(await resultsOf(club, connectionId)).toEqual({})
    const closed = await findingsOf(club, connectionId)
    expect(closed.length).toBeGreaterThan(0)
    for (const each of closed) expect(each).toMatchObject({ state: 'closed', close_reason: 'left' })
    expect(await noticesTo(club)).toEqual([])
    const hosts = await rowsOf<{ decision: string }>(
      'select decision from zoom_hosts where connection_id = $1',
      [connectionId],
    )
    expect(hosts).toEqual([{ decision: 'coach' }, { decision: 'coach' }])
  })

  test('one that Zoom ended can be ended so, too', async () => {
    const { club, admin, connectionId } = await aClubWithHosts()
    await deliver(removed(admin))
    await doDue(everything)
    await disconnectAccount(today(club), { connectionId })
    expect(await resultsOf(club, connectionId)).toEqual({})
    expect((await states(connectionId))[0]).toMatchObject({ disconnect_reason: 'by_person' })
  })
})

describe('what Zoom tells of the account', () => {
  test('a change of its settings or locks is looked at; a host’s meeting is no matter of its own', async () => {
    const { admin, connectionId } = await aClubWithHosts()
    const audits = () =>
      rowsOf(`select 1 from audits where connection_id = $1 and trigger = 'event'`, [connectionId])
    await deliver(
      anEvent('meeting.started', {
        accountId: admin.accountId,
        object: { id: '123456789', host_id: admin.id, type: 1, topic: 'Chat' },
      }),
    )
    await doDue(eventKinds)
    expect(await audits()).toEqual([])
    expect(await rowsOf('select 1 from meetings where connection_id = $1', [connectionId])).toEqual(
      [],
    )
    await deliver(
      anEvent('account.lock_settings_updated', {
        accountId: admin.accountId,
        object: { id: admin.accountId, settings: {} },
      }),
    )
    await doDue(eventKinds)
    expect(await audits()).toHaveLength(1)
  })

  test('somebody new in it is looked for at once, and no host is read again for that', async () => {
    const { club, admin, connectionId } = await aClubWithHosts()
    const guest = zoomUser({ sameAccountAs: admin.id, plan: 'business', name: 'New Host' })
    await deliver(
      anEvent('user.created', {
        accountId: admin.accountId,
        object: { id: guest.id, email: guest.email, type: 2 },
      }),
    )
    await doDue(eventKinds)
    const audited = await rowsOf<{ connection_id: string }>(
      `select connection_id from audits where organisation_id = $1 and trigger = 'event'`,
      [club.organisation.id],
    )
    expect(audited).toEqual([{ connection_id: connectionId }])
    const { open } = await listHosts(today(club))
    expect(open.map(({ name }) => name)).toContain('New Host')
  })
})
