import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startSandbox } from '#lib/zoom-sandbox/start-sandbox'
import {
  allScopes,
  askApi,
  client,
  connect,
  consentAddress,
  openSandbox,
  postAsApp,
  redeem,
  redirectUri,
  refresh,
  sendConsent,
  tokensOf,
} from '../support/stand-in-zoom'

const { sandbox, wait } = await openSandbox()

const person = (name = 'Jo Marsh') =>
  sandbox.world.addUser({ name, email: `${randomUUID()}@coach.example` })

const invalidToken = { status: 401, body: { code: 124, message: 'Invalid access token.' } }
const invalidGrant = { status: 400, body: { reason: 'Invalid Token!', error: 'invalid_grant' } }

describe('the consent page', () => {
  test('says what it is, who may be signed in as and what is asked for', async () => {
    const user = person('Robin <b>Hart</b>')
    const page = await (await fetch(consentAddress(sandbox).address)).text()
    expect(page).toContain('This is a stand-in for Zoom, for the demo and tests')
    expect(page).toContain('Robin &lt;b&gt;Hart&lt;/b&gt;')
    expect(page).toContain(`value="${user.id}"`)
    for (const scope of allScopes) expect(page).toContain(`value="${scope}"`)
    expect(page).not.toMatch(/<script/)
  })

  test('goes back with a code and the state', async () => {
    const { address } = consentAddress(sandbox)
    const { status, back } = await sendConsent(address, { user: person().id, decision: 'allow' })
    expect(status).toBe(303)
    expect([...back.keys()]).toEqual(['code', 'state'])
    expect(back.get('state')).toBe('a-state')
  })

  test('goes back without a code where the person declines', async () => {
    const { address } = consentAddress(sandbox)
    const { back } = await sendConsent(address, { user: person().id, decision: 'decline' })
    expect([...back.entries()]).toEqual([
      ['error', 'access_denied'],
      ['state', 'a-state'],
    ])
  })

  test('asks again where nobody was chosen', async () => {
    const { address } = consentAddress(sandbox)
    const { status, text } = await sendConsent(address, { decision: 'allow' })
    expect(status).toBe(400)
    expect(text).toContain('Choose who you are.')
  })

  test.each([
    ['another client', { client_id: 'somebody-else' }],
    ['no code', { response_type: 'token' }],
    ['an address that is none of the web', { redirect_uri: 'javascript:alert(1)' }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
  ])('goes nowhere for %s', async (_, change) => {
    const { address } = consentAddress(sandbox, change)
    const sent = await sendConsent(address, { user: person().id, decision: 'allow' })
    expect(sent.status).toBe(400)
    expect([...sent.back.keys()]).toEqual([])
  })

  test('takes no form from a page of another site', async () => {
    const { address } = consentAddress(sandbox)
    const body = new URLSearchParams({ user: person().id, decision: 'allow' })
    const headers = { origin: 'https://elsewhere.example' }
    const response = await fetch(address, { method: 'POST', body, headers, redirect: 'manual' })
    expect(response.status).toBe(403)
  })
})

describe('a code', () => {
  const codeFor = async (change: Record<string, string> = {}) => {
    const { address, verifier } = consentAddress(sandbox, change)
    const { back } = await sendConsent(address, { user: person().id, decision: 'allow' })
    return { code: back.get('code') ?? '', verifier }
  }
  const refused = (code: string) => ({
    status: 400,
    body: { reason: `Invalid authorization code ${code}`, error: 'invalid_request' },
  })

  test('gives tokens as Zoom does', async () => {
    const { code, verifier } = await codeFor()
    expect(await redeem(sandbox, code, verifier)).toMatchObject({
      status: 200,
      body: {
        access_token: expect.stringMatching(/^eyJ.{40,}$/),
        refresh_token: expect.stringMatching(/^eyJ.{40,}$/),
        token_type: 'bearer',
        expires_in: 3599,
        scope: allScopes.join(' '),
        api_url: sandbox.apiUrl,
      },
    })
  })

  test('is taken once', async () => {
    const { code, verifier } = await codeFor()
    expect((await redeem(sandbox, code, verifier)).status).toBe(200)
    expect(await redeem(sandbox, code, verifier)).toMatchObject(refused(code))
  })

  test('is taken within five minutes', async () => {
    const [early, late] = [await codeFor(), await codeFor()]
    wait(4.9)
    expect((await redeem(sandbox, early.code, early.verifier)).status).toBe(200)
    wait(0.2)
    expect(await redeem(sandbox, late.code, late.verifier)).toMatchObject(refused(late.code))
  })

  test('is taken only with its verifier and for its address', async () => {
    const [one, other, third] = [await codeFor(), await codeFor(), await codeFor()]
    expect(await redeem(sandbox, one.code, other.verifier)).toMatchObject(refused(one.code))
    expect(await redeem(sandbox, other.code, '')).toMatchObject(refused(other.code))
    const elsewhere = `${redirectUri}/elsewhere`
    const sent = await redeem(sandbox, third.code, third.verifier, elsewhere)
    expect(sent).toMatchObject(refused(third.code))
  })

  test('is taken from the app alone', async () => {
    const form = { grant_type: 'authorization_code', code: 'x' }
    expect(await postAsApp(sandbox, '/oauth/token', form, 'a-guess')).toMatchObject({
      status: 400,
      body: { error: 'invalid_client' },
    })
    expect(await postAsApp(sandbox, '/oauth/token', { grant_type: 'password' })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    })
  })
})

describe('tokens', () => {
  test('an access token lives for an hour', async () => {
    const { access } = await connect(sandbox, person().id)
    wait(59)
    expect((await askApi(sandbox, access, '/users/me')).status).toBe(200)
    wait(1)
    expect(await askApi(sandbox, access, '/users/me')).toMatchObject({
      status: 401,
      body: { code: 124, message: 'Access token is expired.' },
    })
  })

  test('a refresh token gives new ones once, for ninety days', async () => {
    const first = await connect(sandbox, person().id)
    const second = tokensOf(await refresh(sandbox, first.refresh))
    expect(second.body['scope']).toBe(allScopes.join(' '))
    expect(second.refresh).not.toBe(first.refresh)
    expect(await refresh(sandbox, first.refresh)).toMatchObject(invalidGrant)
    wait(90 * 24 * 60 + 1)
    expect(await refresh(sandbox, second.refresh)).toMatchObject(invalidGrant)
  })

  test('none is good after the app was removed', async () => {
    const user = person()
    const { access, refresh: token } = await connect(sandbox, user.id)
    sandbox.world.removeApp(user.id)
    expect(await askApi(sandbox, access, '/users/me')).toMatchObject(invalidToken)
    expect(await refresh(sandbox, token)).toMatchObject(invalidGrant)
  })

  test('none is good after it was revoked', async () => {
    const { access, refresh: token } = await connect(sandbox, person().id)
    const revoked = await postAsApp(sandbox, '/oauth/revoke', { token: access })
    expect(revoked).toMatchObject({ status: 200, body: { status: 'success' } })
    expect(await askApi(sandbox, access, '/users/me')).toMatchObject(invalidToken)
    expect(await refresh(sandbox, token)).toMatchObject(invalidGrant)
  })

  test('those of an earlier consent end with the next, and nobody else’s', async () => {
    const [user, bystander] = [person(), person()]
    const theirs = await connect(sandbox, bystander.id)
    const before = await connect(sandbox, user.id)
    const after = await connect(sandbox, user.id)
    expect((await askApi(sandbox, before.access, '/users/me')).status).toBe(401)
    expect((await askApi(sandbox, after.access, '/users/me')).status).toBe(200)
    expect((await askApi(sandbox, theirs.access, '/users/me')).status).toBe(200)
  })

  test('expired by a test, the refresh token stays good', async () => {
    const user = person()
    const { access, refresh: token } = await connect(sandbox, user.id)
    sandbox.world.expireAccess(user.id)
    expect((await askApi(sandbox, access, '/users/me')).status).toBe(401)
    expect((await refresh(sandbox, token)).status).toBe(200)
  })

  test.each(['', 'nonsense', '__proto__', 'constructor'])('“%s” is no token', async (text) => {
    expect((await askApi(sandbox, text, '/users/me')).status).toBe(401)
    expect(await refresh(sandbox, text)).toMatchObject(invalidGrant)
  })
})

describe('the state file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zoom-sandbox-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const stateFile = join(folder, 'state.json')
  const start = () => startSandbox({ port: 0, ...client, stateFile })

  test('keeps people, meetings, tokens and failures for the next run', async () => {
    const first = await start()
    const user = first.world.addUser({ name: 'Kit Lowe', email: 'kit@coach.example' })
    const startsAt = new Date(Date.now() + 3_600_000).toISOString()
    const meeting = first.world.addMeeting(user.id, { topic: 'Squad', startsAt })
    first.world.setUserSetting(user.id, 'in_meeting.chat', false)
    first.world.failWith({ path: '/meetings$', times: null })
    const { access } = await connect(first, user.id)
    const secrets = [...first.world.secrets()]
    await first.close()
    expect(statSync(stateFile).mode & 0o077).toBe(0)

    const second = await start()
    const read = await askApi(second, access, `/meetings/${meeting.id}`)
    expect(read).toMatchObject({ status: 200, body: { topic: 'Squad' } })
    expect((await askApi(second, access, '/users/me/meetings')).status).toBe(500)
    expect(second.world.bodyOfSettings(user.id)).toMatchObject({ in_meeting: { chat: false } })
    expect(second.world.secrets()).toEqual(secrets)
    await second.close()
  })

  test('of the first version is read: each account its people’s own, each token theirs', async () => {
    const first = await start()
    const user = first.world.addUser({ name: 'Nia Bevan', email: 'nia@coach.example', plan: 'pro' })
    const { access, refresh: token } = await connect(first, user.id)
    await first.close()
    const old: Record<string, unknown> = JSON.parse(
      readFileSync(stateFile, 'utf8').replaceAll('"app":"user",', ''),
    )
    const { accounts: _, ...rest } = old
    writeFileSync(stateFile, JSON.stringify({ ...rest, version: 1 }))

    const second = await start()
    expect((await askApi(second, access, '/users/me')).body['id']).toBe(user.id)
    expect((await refresh(second, token)).status).toBe(200)
    expect(second.world.account(user.accountId)).toMatchObject({ ownerId: user.id, plan: 'pro' })
    await second.close()
    writeFileSync(stateFile, JSON.stringify({ ...rest, version: 3 }))
    await expect(start()).rejects.toThrow('another version')
    writeFileSync(stateFile, JSON.stringify(old))
  })

  test('is whole after each change', async () => {
    const running = await start()
    running.world.addUser({ name: 'Ada Finch', email: 'ada@coach.example' })
    const kept: { users: { email: string }[] } = JSON.parse(readFileSync(stateFile, 'utf8'))
    expect(kept.users.map(({ email }) => email)).toContain('ada@coach.example')
    await running.close()
  })
})
