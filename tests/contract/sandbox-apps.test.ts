import { describe, expect, test } from 'vitest'
import { adminScopes } from '#lib/zoom-sandbox/apps'
import {
  accessOf,
  apps,
  ask,
  askAsServer,
  connectAs,
  consent,
  openClubSandbox,
  redeemAs,
  refreshAs,
  serverAccountId,
  type ConsentApp,
} from '../support/apps-in-zoom'
import { askApi, consentAddress, sendConsent } from '../support/stand-in-zoom'

const { sandbox, world, wait, club, people } = await openClubSandbox()

const works = async (token: string) => (await askApi(sandbox, token, '/users/me')).status === 200

describe('the consent of an administrator', () => {
  const page = (app: ConsentApp) => consentAddress(sandbox, { client_id: apps[app].id }).address

  test('says that it is for the whole account, and each person’s own does not', async () => {
    const forAll = await (await fetch(page('admin'))).text()
    expect(forAll).toContain('This is for the whole account')
    for (const scope of adminScopes) expect(forAll).toContain(`value="${scope}"`)
    expect(forAll).toMatch(/administrator of Hartley Gymnastics/)
    const own = await (await fetch(page('user'))).text()
    expect(own).not.toContain('whole account')
    expect(own).not.toContain(':admin')
  })

  test('is the owner’s or an administrator’s; anybody else is told whose', async () => {
    const refused = await consent(sandbox, 'admin', people.nell.id)
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('Ines Moreau (ines@example.org)')
    expect([...refused.back.keys()]).toEqual([])
    world.setAdmins(club.id, [people.nell.id])
    expect((await consent(sandbox, 'admin', people.nell.id)).status).toBe(303)
    world.setAdmins(club.id, [])
    expect((await consent(sandbox, 'admin', people.owner.id)).status).toBe(303)
    expect((await consent(sandbox, 'user', people.nell.id)).status).toBe(303)
  })

  test('is nobody’s whose account was switched off, to either app', async () => {
    for (const app of ['user', 'admin'] as const) {
      expect((await consent(sandbox, app, people.gone.id)).text).toContain('Choose who you are.')
      expect(await (await fetch(page(app))).text()).not.toContain(people.gone.email)
    }
  })

  test('whoever may not may still decline', async () => {
    const form = { user: people.nell.id, decision: 'decline' }
    expect((await sendConsent(page('admin'), form)).back.get('error')).toBe('access_denied')
  })

  test('grants an app’s own scopes and no other app’s', async () => {
    const asked = ['user:read:user', 'account:read:settings:admin']
    const { body } = await connectAs(sandbox, 'admin', people.owner.id, asked)
    expect(body['scope']).toBe('account:read:settings:admin')
  })
})

describe('each app', () => {
  test('has codes and tokens of its own', async () => {
    const { back, verifier } = await consent(sandbox, 'admin', people.owner.id)
    const code = back.get('code') ?? ''
    expect((await redeemAs(sandbox, 'user', code, verifier)).body['error']).toBe('invalid_request')
    const admin = await connectAs(sandbox, 'admin', people.owner.id)
    expect((await refreshAs(sandbox, 'user', admin.refresh)).body['error']).toBe('invalid_grant')
    expect((await refreshAs(sandbox, 'admin', admin.refresh)).status).toBe(200)
  })

  test('a new consent ends the same person’s older one to the same app alone', async () => {
    const own = await connectAs(sandbox, 'user', people.owner.id)
    const first = await connectAs(sandbox, 'admin', people.owner.id)
    const second = await connectAs(sandbox, 'admin', people.owner.id)
    expect(await askApi(sandbox, first.access, '/users/me')).toMatchObject({
      status: 401,
      body: { code: 124 },
    })
    expect(await works(second.access)).toBe(true)
    expect(await works(own.access)).toBe(true)
  })

  test('is revoked, removed and made to refresh by itself', async () => {
    const own = await connectAs(sandbox, 'user', people.owner.id)
    const admin = await connectAs(sandbox, 'admin', people.owner.id)
    world.expireAccess(people.owner.id, 'admin')
    expect([await works(own.access), await works(admin.access)]).toEqual([true, false])
    const again = accessOf(await refreshAs(sandbox, 'admin', admin.refresh))
    const foreign = await ask(sandbox, 'user', { token: again }, '/oauth/revoke')
    expect(foreign.body['error']).toBe('invalid_request')
    expect((await ask(sandbox, 'admin', { token: again }, '/oauth/revoke')).status).toBe(200)
    expect([await works(own.access), await works(again)]).toEqual([true, false])
    const third = await connectAs(sandbox, 'admin', people.owner.id)
    world.removeApp(people.owner.id, 'user')
    expect([await works(own.access), await works(third.access)]).toEqual([false, true])
    world.removeApp(people.owner.id)
    expect(await works(third.access)).toBe(false)
  })
})

describe('a server’s own credentials', () => {
  test('give a token for an hour, none to refresh with, and several at once', async () => {
    const [one, other] = [await askAsServer(sandbox), await askAsServer(sandbox)]
    expect(one.body).toMatchObject({ token_type: 'bearer', expires_in: 3599 })
    expect(one.body['api_url']).toBe(sandbox.apiUrl)
    expect(one.body).not.toHaveProperty('refresh_token')
    for (const answer of [one, other]) {
      const me = await askApi(sandbox, accessOf(answer), '/users/me')
      expect(me.body).toMatchObject({ id: people.owner.id, account_id: club.id })
    }
    wait(60)
    expect((await askApi(sandbox, accessOf(one), '/users/me')).body['message']).toMatch(/expired/)
  })

  test('are for one account, and no other app’s', async () => {
    expect((await askAsServer(sandbox, 'another')).body['error']).toBe('invalid_request')
    const other = world.addUser({ name: 'Jo Marsh', email: 'jo@coach.example', plan: 'pro' })
    expect((await askAsServer(sandbox, other.accountId)).status).toBe(400)
    const form = { grant_type: 'account_credentials', account_id: serverAccountId }
    expect((await ask(sandbox, 'admin', form)).body['error']).toBe('unsupported_grant_type')
    const refreshing = { grant_type: 'refresh_token', refresh_token: 'any' }
    expect((await ask(sandbox, 'server', refreshing)).status).toBe(400)
  })

  test('need nobody’s consent, so there is no page to give it on', async () => {
    const { address } = consentAddress(sandbox, { client_id: apps.server.id })
    expect((await fetch(address)).status).toBe(400)
  })
})
