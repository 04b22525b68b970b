import { deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { disconnectAccount } from '#lib/zoom-accounts/disconnect-account'
import { adminScopes } from '#lib/zoom-connections/needed-scopes'
import { auditRow, doDue, resultsOf, today } from '../support/audits'
import { anAdministrator, connectClubAccount } from '../support/club-accounts'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody } from '../support/contexts'
import { trailOf } from '../support/trail-of'

/** What is not known of a club's own account stays not known, whatever becomes of it. */

const { world } = sandbox
let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterEach(() => {
  world.clearFailures()
  world.setFaults(null)
})
afterAll(closeQueue)

async function aClubWithAccount(scopes?: typeof adminScopes) {
  const club = await aClub(body)
  const admin = anAdministrator()
  const connectionId = await connectClubAccount(club, admin.id, ...(scopes ? [scopes] : []))
  await doDue()
  return { club, admin, connectionId }
}

type Above = { could_not_check: number; good_until: Date | null }

async function above(club: Context): Promise<Above | undefined> {
  const rows = await rowsOf<Above>(
    'select could_not_check, good_until from roll_ups where club_organisation_id = $1',
    [club.organisation.id],
  )
  return rows[0]
}

const stateOf = async (connectionId: string) =>
  (
    await rowsOf<{ state: string }>('select state from zoom_connections where id = $1', [
      connectionId,
    ])
  )[0]?.state

/** An event that Zoom signs, and in which something that it always says is missing. */
const without = (event: string, payload: object) => ({
  event,
  event_ts: Date.now(),
  payload,
})

describe('a club’s own account', () => {
  test('that may not be looked at any more is not checked, and not held to be too small', async () => {
    const { club, connectionId } = await aClubWithAccount()
    expect((await above(club))?.could_not_check).toBe(0)
    world.failWith({
      path: '^/v2/(accounts|groups|users)',
      times: null,
      status: 400,
      body: { code: 200, message: 'No permission.' },
    })
    const { auditId } = await startAudit(today(club), { connectionId })
    await doDue()
    expect(await auditRow(auditId)).toMatchObject({ complete: false, reason: 'not_granted' })
    expect((await resultsOf(club, connectionId))['Z02']).toBe('could_not_check: not_granted')
    expect((await above(club))?.could_not_check).toBeGreaterThan(0)
  })

  test('that Zoom ended is not known to be safe, until somebody ends it here', async () => {
    const lacking = adminScopes.filter(({ scope }) => !scope.includes('account:read:settings'))
    const { club, admin, connectionId } = await aClubWithAccount(lacking)
    const before = (await above(club))?.could_not_check ?? 0
    expect(before).toBeGreaterThan(0)
    const ended = { account_id: admin.accountId, user_id: admin.id, client_id: 'test-admin-client' }
    await deliver(without('app_deauthorized', ended))
    await doDue([...eventKinds, 'end-share'])
    expect(await stateOf(connectionId)).toBe('disconnected')
    expect((await above(club))?.could_not_check).toBeGreaterThan(before)
    expect((await above(club))?.good_until).toBeNull()
    await disconnectAccount(today(club), { connectionId })
    expect((await above(club))?.could_not_check).toBe(0)
  })

  test('that is ended while it is read keeps nobody’s name', async () => {
    const { club, admin, connectionId } = await aClubWithAccount()
    const { id, email } = admin
    let ending: Promise<void> | undefined
    world.setFaults(({ path }) => {
      if (!path.startsWith('/v2/users?')) return null
      ending ??= disconnectAccount(today(club), { connectionId })
      return {
        status: 200,
        body: { users: [{ id, email, type: 2, status: 'active' }] },
        delay_ms: 500,
      }
    })
    await startAudit(today(club), { connectionId })
    await doDue()
    await ending
    expect(ending).toBeDefined()
    const kept = await rowsOf('select id from zoom_hosts where connection_id = $1', [connectionId])
    expect(kept).toEqual([])
  })

  test.each([
    ['user.deleted', { object: { id: null } }],
    ['app_deauthorized', { user_id: 'x'.repeat(300), client_id: 'test-admin-client' }],
  ])('is ended by no %s that does not say whose it is', async (event, payload) => {
    const { admin, connectionId } = await aClubWithAccount()
    await deliver(without(event, { account_id: admin.accountId, ...payload }))
    await doDue([...eventKinds, 'end-share'])
    expect(await stateOf(connectionId)).toBe('connected')
  })

  test('is ended by no app_deauthorized that does not say of which app', async () => {
    const { admin, connectionId } = await aClubWithAccount()
    const payload = { account_id: admin.accountId, user_id: admin.id }
    await deliver(without('app_deauthorized', payload))
    await doDue([...eventKinds, 'end-share'])
    expect(await stateOf(connectionId)).toBe('connected')
  })
})

describe('a later consent of whoever looks after the account', () => {
  const isDueNow = async (connectionId: string) => {
    const [due] = await rowsOf<{ at: Date }>(
      `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
      [connectionId],
    )
    return due !== undefined && due.at.getTime() <= Date.now()
  }
  const only = (...scopes: string[]) => adminScopes.filter(({ scope }) => scopes.includes(scope))

  test('in another club leaves the first to its turn, where it allows as much', async () => {
    const { admin, connectionId } = await aClubWithAccount()
    await connectClubAccount(await aClub(body), admin.id)
    expect(await isDueNow(connectionId)).toBe(false)
  })

  test('has the first looked at now, where it allows less', async () => {
    const { admin, connectionId } = await aClubWithAccount()
    const less = adminScopes.filter(({ scope }) => scope !== 'group:read:settings:admin')
    await connectClubAccount(await aClub(body), admin.id, less)
    expect(await isDueNow(connectionId)).toBe(true)
  })

  test('has the first looked at now, too, where it allows too little to be kept', async () => {
    const { admin, connectionId } = await aClubWithAccount()
    const other = await aClub(body)
    const refused = connectClubAccount(other, admin.id, only('user:read:user:admin'))
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
    expect(await isDueNow(connectionId)).toBe(true)
    expect((await trailOf(other.organisation.id)).at(-1)).toBe('account_connection.refuse user')
    await doDue(['audit-schedule', 'read-account', 'judge-club'])
    expect(await stateOf(connectionId)).toBe('disconnected')
  })

  test('of which Zoom does not say whose it is has the club’s own looked at', async () => {
    const [mine, others] = [await aClubWithAccount(), await aClubWithAccount()]
    world.failWith({ path: '^/v2/users/me$', times: 1, status: 400, body: { code: 4711 } })
    const refused = connectClubAccount(mine.club, mine.admin.id)
    await expect(refused).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await isDueNow(mine.connectionId)).toBe(true)
    expect(await isDueNow(others.connectionId)).toBe(false)
  })
})
