import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import type { Context } from '#lib/context'
import { allow } from '#lib/demo/zoom-control'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { slugOfState } from '#lib/zoom-accounts/account-state'
import { completeAccountConnection } from '#lib/zoom-accounts/complete-account-connection'
import { connectServer } from '#lib/zoom-accounts/connect-server'
import { disconnectAccount } from '#lib/zoom-accounts/disconnect-account'
import { getAccount } from '#lib/zoom-accounts/get-account'
import { startAccountConnection } from '#lib/zoom-accounts/start-account-connection'
import { adminScopes } from '#lib/zoom-connections/needed-scopes'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, anOfficer, at } from '../support/contexts'
import { doDue, resultsOf, today, zoomUser } from '../support/audits'
import { anAdministrator, connectClubAccount } from '../support/club-accounts'
import { trailOf } from '../support/trail-of'

let body: Context
let club: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = await aClub(body)
})
afterAll(closeQueue)

const minutesLater = (ctx: Context, minutes: number) =>
  at(ctx, new Date(Date.now() + minutes * 60_000))

const answerFor = async (officer: Context, administratorId: string, scopes = adminScopes) =>
  allow((await startAccountConnection(today(officer), {})).address, administratorId, scopes)

const expired = expect.objectContaining({ code: 'expired' })
const missing = expect.objectContaining({ code: 'not_found' })

describe('connecting a club’s own account', () => {
  test('asks Zoom as the administrators’ app, with state, challenge and its own redirect', async () => {
    const { address } = await startAccountConnection(today(club), {})
    const { searchParams: asked } = new URL(address)
    expect(asked.get('client_id')).toBe('test-admin-client')
    expect(asked.get('redirect_uri')).toBe('http://localhost:3000/api/zoom/account/callback')
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(slugOfState(asked.get('state') ?? '')).toBe(club.organisation.slug)
  })

  test('keeps it, seals its tokens, plans its checks, asks for the first, leaves its trail', async () => {
    const mine = await aClub(body)
    const admin = anAdministrator()
    const connectionId = await connectClubAccount(mine, admin.id)
    const [row] = await rowsOf(
      `select way, app, state, zoom_user_id, zoom_account_id, via_connection_id
       from zoom_connections where id = $1 and organisation_id = $2`,
      [connectionId, mine.organisation.id],
    )
    expect(row).toEqual({
      ...{ way: 'account', app: 'admin', state: 'connected', via_connection_id: null },
      ...{ zoom_user_id: admin.id, zoom_account_id: admin.accountId },
    })
    const due = await rowsOf('select kind from system.due where organisation_id = $1 order by 1', [
      mine.organisation.id,
    ])
    const once = ['audit-schedule', 'read-account'].map((kind) => ({ kind }))
    const daily = ['prove-status', 'remind', 'keep-records'].map((kind) => ({ kind }))
    expect(due).toHaveLength(5)
    expect(due).toEqual(expect.arrayContaining([...once, ...daily]))
    expect((await trailOf(mine.organisation.id)).slice(-3)).toEqual([
      'account_connection.start user',
      'account_connection.answer user',
      'account_connection.connect user',
    ])
    const tokens = await rowsOf('select * from zoom_tokens where connection_id = $1', [
      connectionId,
    ])
    const given = sandbox.world.secrets().filter((secret) => secret.length > 20)
    expect(tokens).toHaveLength(1)
    for (const secret of given) expect(JSON.stringify(tokens)).not.toContain(secret)
    const { accounts } = await getAccount(today(mine))
    expect(accounts).toMatchObject([
      { connectionId, state: 'connected', consentedBy: 'Wendy Officer', missing: [] },
    ])
    expect(accounts[0]?.checkingNow).toBe(true)
  })

  test('again is the same connection with newer tokens, also by another administrator', async () => {
    const mine = await aClub(body)
    const admin = anAdministrator()
    const second = zoomUser({ sameAccountAs: admin.id, plan: 'business' })
    sandbox.world.setAdmins(admin.accountId, [second.id])
    const first = await connectClubAccount(mine, admin.id)
    expect(await connectClubAccount(mine, second.id)).toBe(first)
    const [row] = await rowsOf('select zoom_user_id from zoom_connections where id = $1', [first])
    expect(row).toEqual({ zoom_user_id: second.id })
    expect((await getAccount(today(mine))).accounts).toHaveLength(1)
  })

  test('two answers at once make one connection', async () => {
    const mine = await aClub(body)
    const other = await anOfficer(mine, 'administrator')
    const admin = anAdministrator()
    const [one, two] = [await answerFor(mine, admin.id), await answerFor(other, admin.id)]
    await Promise.allSettled([
      completeAccountConnection(today(mine), one),
      completeAccountConnection(today(other), two),
    ])
    expect((await getAccount(today(mine))).accounts).toHaveLength(1)
  })

  test('says what Zoom did not grant, and is gone once it does', async () => {
    const mine = await aClub(body)
    const admin = anAdministrator()
    const without = adminScopes.filter(({ scope }) => !scope.startsWith('group:'))
    await connectClubAccount(mine, admin.id, without)
    const scopesMissing = async () =>
      (await getAccount(today(mine))).accounts[0]?.missing.map(({ scope }) => scope)
    expect(await scopesMissing()).toEqual([
      'group:read:list_groups:admin',
      'group:read:settings:admin',
      'group:read:lock_settings:admin',
    ])
    await connectClubAccount(mine, admin.id)
    expect(await scopesMissing()).toEqual([])
  })

  test('of somebody who may see nothing of an account is refused, and taken back at Zoom', async () => {
    const mine = await aClub(body)
    const admin = anAdministrator()
    const only = adminScopes.filter(({ scope }) => scope === 'user:read:user:admin')
    const answer = await answerFor(mine, admin.id, only)
    await expect(completeAccountConnection(today(mine), answer)).rejects.toEqual(
      expect.objectContaining({ code: 'forbidden' }),
    )
    expect((await getAccount(today(mine))).accounts).toEqual([])
    expect(sandbox.world.allowing(admin.accountId, 'admin')).toEqual([])
  })
})

describe('the state of an answer', () => {
  test('is good once', async () => {
    const mine = await aClub(body)
    const admin = anAdministrator()
    const answer = await answerFor(mine, admin.id)
    await completeAccountConnection(today(mine), answer)
    const again = { ...(await answerFor(mine, admin.id)), state: answer.state }
    await expect(completeAccountConnection(today(mine), again)).rejects.toEqual(expired)
  })

  test('is good for ten minutes', async () => {
    const answer = await answerFor(club, anAdministrator().id)
    const late = completeAccountConnection(minutesLater(club, 11), answer)
    await expect(late).rejects.toEqual(expired)
  })

  test('is good for whoever asked, and nobody else of the same club', async () => {
    const mine = await aClub(body)
    const other = await anOfficer(mine, 'administrator')
    const answer = await answerFor(other, anAdministrator().id)
    await expect(completeAccountConnection(today(mine), answer)).rejects.toEqual(expired)
    expect(await completeAccountConnection(today(other), answer)).toHaveProperty('connectionId')
  })

  test('is good in no other club, also of the same officer', async () => {
    const mine = await aClub(body)
    const elsewhere = { ...(await aClub(body)), actor: mine.actor }
    const answer = await answerFor(mine, anAdministrator().id)
    await expect(completeAccountConnection(today(elsewhere), answer)).rejects.toEqual(expired)
    await expect(
      completeAccountConnection(today(elsewhere), {
        ...answer,
        state: answer.state.replace(mine.organisation.slug, elsewhere.organisation.slug),
      }),
    ).rejects.toEqual(expired)
    expect(await completeAccountConnection(today(mine), answer)).toHaveProperty('connectionId')
  })

  test('asking again makes the one before worthless', async () => {
    const mine = await aClub(body)
    const admin = anAdministrator()
    const answer = await answerFor(mine, admin.id)
    await startAccountConnection(today(mine), {})
    await expect(completeAccountConnection(today(mine), answer)).rejects.toEqual(expired)
  })

  test('names a club by its slug, and nothing else is one', () => {
    const secret = 'x'.repeat(43)
    expect(slugOfState(`${secret}.hartley-2`)).toBe('hartley-2')
    for (const state of [
      secret,
      `${secret}.`,
      `${secret}.../me`,
      `${secret}.a/b`,
      '.hartley',
      '',
    ]) {
      expect(slugOfState(state)).toBeNull()
    }
  })
})

describe('who may', () => {
  test('a coach may not, nor anybody in a body', async () => {
    const { inClub } = await aCoach(club)
    await expect(startAccountConnection(today(inClub), {})).rejects.toEqual(missing)
    await expect(getAccount(today(inClub))).rejects.toEqual(missing)
    const administrator = await anOfficer(body, 'administrator')
    await expect(startAccountConnection(today(administrator), {})).rejects.toEqual(missing)
    await expect(getAccount(today(administrator))).rejects.toEqual(missing)
    await expect(connectServer(today(administrator))).rejects.toEqual(missing)
  })

  test('credentials of the installation’s own are off unless they are set for this club', async () => {
    expect((await getAccount(today(club))).canUseServer).toBe(false)
    await expect(connectServer(today(club))).rejects.toEqual(missing)
  })

  test('another club neither sees it nor ends it', async () => {
    const mine = await aClub(body)
    const connectionId = await connectClubAccount(mine, anAdministrator().id)
    const other = today(await aClub(body))
    expect((await getAccount(other)).accounts).toEqual([])
    await expect(disconnectAccount(other, { connectionId })).rejects.toEqual(missing)
  })
})

describe('disconnecting', () => {
  test('erases the tokens, tells Zoom, leaves its trail, and is done once', async () => {
    const mine = await aClub(body)
    const admin = anAdministrator()
    const connectionId = await connectClubAccount(mine, admin.id)
    await disconnectAccount(today(mine), { connectionId })
    expect((await getAccount(today(mine))).accounts).toMatchObject([
      { state: 'disconnected', disconnectReason: 'by_person' },
    ])
    expect(
      await rowsOf('select * from zoom_tokens where connection_id = $1', [connectionId]),
    ).toEqual([])
    expect(sandbox.world.allowing(admin.accountId, 'admin')).toEqual([])
    expect((await trailOf(mine.organisation.id)).at(-1)).toBe('account_connection.disconnect user')
    await expect(disconnectAccount(today(mine), { connectionId })).rejects.toEqual(
      expect.objectContaining({ code: 'conflict' }),
    )
  })
})

describe('one account that two clubs connect', () => {
  test('is a connection of each, of which neither learns, and ends with neither alone', async () => {
    const [one, two] = [await aClub(body), await aClub(body)]
    const admin = anAdministrator()
    const first = await connectClubAccount(one, admin.id)
    const second = await connectClubAccount(two, admin.id)
    expect(second).not.toBe(first)
    await doDue()
    for (const [mine, connectionId] of [
      [one, first],
      [two, second],
    ] as const) {
      expect(await resultsOf(mine, connectionId)).toMatchObject({ Z01: 'met' })
      const seen = JSON.stringify(await getAccount(today(mine)))
      expect(seen).not.toContain(connectionId === first ? second : first)
    }
    await disconnectAccount(today(two), { connectionId: second })
    expect(sandbox.world.allowing(admin.accountId, 'admin')).toHaveLength(1)
    await startAudit(today(one), { connectionId: first })
    await doDue()
    expect((await getAccount(today(one))).accounts[0]).toMatchObject({ state: 'connected' })
    await disconnectAccount(today(one), { connectionId: first })
    expect(sandbox.world.allowing(admin.accountId, 'admin')).toEqual([])
  })
})
