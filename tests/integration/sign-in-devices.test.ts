import { beforeEach, describe, expect, test, vi } from 'vitest'
import { endOtherLogins } from '#lib/auth/end-other-logins'
import { listLogins } from '#lib/auth/list-logins'
import { loginAdapter, loginHash } from '#lib/auth/login-adapter'
import { startLogin, type Login } from '#lib/auth/start-login'
import { stillUsed } from '#lib/auth/still-used'
import type { Context } from '#lib/context'
import type { Role } from '#lib/core/permissions'
import { loginIdle_days, loginIdle_ms } from '#lib/core/sign-in-limits'
import { aPerson, at, nextMoment, userIdOf, withRoles } from '../support/contexts'
import { asRole } from '../support/database'
import { trailOf } from '../support/trail-of'

let loginOfThisRequest: { expires: string } | null = null
vi.mock('#lib/auth/next-auth', () => ({
  signOut: () => Promise.resolve(),
  auth: () => Promise.resolve(loginOfThisRequest),
}))

let me: Context
let here: Login
let there: Login

const login = (of: Context) =>
  startLogin({ userId: userIdOf(of), organisationId: of.organisation.id }, nextMoment())
const isSignedIn = async ({ token }: Login) =>
  (await loginAdapter().getSessionAndUser(token)) !== null

async function lastUsed({ token }: Login, at_time: Date): Promise<void> {
  await asRole('superuser', (client) =>
    client.query('update identity.logins set last_used_at = $2 where session_token = $1', [
      loginHash(token),
      at_time,
    ]),
  )
}

beforeEach(async () => {
  me = await aPerson()
  here = await login(me)
  there = await login(me)
  loginOfThisRequest = { expires: here.expires.toISOString() }
})

describe('the devices on which somebody is signed in', () => {
  test('are each there, this one named, and nobody else’s', async () => {
    await login(await aPerson())
    await lastUsed(there, new Date(Date.now() - 3_600_000))
    const listed = await listLogins(at(me, nextMoment()))
    expect(listed.map(({ isHere }) => isHere)).toEqual([true, false])
    expect(JSON.stringify(listed)).not.toContain(here.token)
  })

  test('are signed out but this one, which leaves its trail', async () => {
    const other = await login(await aPerson())
    expect(await endOtherLogins(at(me, nextMoment()), {})).toEqual({ ended: 1 })
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false])
    expect(await isSignedIn(other)).toBe(true)
    expect((await trailOf(me.organisation.id)).at(-1)).toBe('login.end_others user')
    expect(await listLogins(at(me, nextMoment()))).toMatchObject([{ isHere: true }])
  })

  test('stay signed in where the login of this request is over', async () => {
    loginOfThisRequest = null
    await expect(endOtherLogins(at(me, nextMoment()), {})).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    expect(await isSignedIn(there)).toBe(true)
  })

  test.each<Role>(['coach', 'welfare_officer', 'safeguarding_lead', 'auditor', 'worker'])(
    'are not shown or signed out as %s',
    async (role) => {
      const posing = withRoles(me, role)
      const missing = { code: 'not_found' }
      await expect(listLogins(posing)).rejects.toMatchObject(missing)
      await expect(endOtherLogins(posing, {})).rejects.toMatchObject(missing)
      expect(await isSignedIn(there)).toBe(true)
    },
  )
})

describe(`a device that nobody uses for ${loginIdle_days} days`, () => {
  test('is signed out for good, and not on the list', async () => {
    await lastUsed(there, new Date(Date.now() - loginIdle_ms - 1000))
    expect(await listLogins(at(me, new Date()))).toHaveLength(1)
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false])
    await lastUsed(there, new Date())
    expect(await isSignedIn(there)).toBe(false)
  })

  test('is one that is used again in time, from then on', async () => {
    await lastUsed(there, new Date(Date.now() - loginIdle_ms + 60_000))
    expect(await isSignedIn(there)).toBe(true)
    const in13Days = new Date(Date.now() + loginIdle_ms - 60_000)
    expect(await stillUsed(loginHash(there.token), in13Days)).toBe(true)
    expect(await stillUsed(loginHash(there.token), new Date(in13Days.getTime() + 1000))).toBe(true)
  })

  test('is not written to each time that it is used', async () => {
    const fresh = new Date(Date.now() - 60_000)
    await lastUsed(there, fresh)
    await isSignedIn(there)
    const listed = await listLogins(at(me, nextMoment()))
    expect(listed.map(({ lastUsedAt }) => lastUsedAt)).toContainEqual(fresh)
  })
})
