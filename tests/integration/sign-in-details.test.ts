import { beforeAll, describe, expect, test, vi } from 'vitest'
import { changeEmail } from '#lib/auth/change-email'
import { changeName } from '#lib/auth/change-name'
import { endLogin } from '#lib/auth/end-login'
import { issueChangeCode } from '#lib/auth/issue-change-code'
import { loginAdapter } from '#lib/auth/login-adapter'
import { signedInAt } from '#lib/auth/signed-in-at'
import { startLogin } from '#lib/auth/start-login'
import { useCode as typeCode } from '#lib/auth/use-code'
import type { Context } from '#lib/context'
import type { Role } from '#lib/core/permissions'
import { freshLogin_minutes, triesACode } from '#lib/core/sign-in-limits'
import { listMembers } from '#lib/memberships/list-members'
import { namesOfUsers } from '#lib/memberships/names-of-users'
import {
  aClub,
  aGoverningBody,
  aPerson,
  anOfficer,
  at,
  emailOf,
  newEmail,
  nextMoment,
  userIdOf,
  withRoles,
} from '../support/contexts'
import { mailTo } from '../support/outbox'
import { askFor, mailedTo, newNetwork } from '../support/sign-in'
import { trailOf } from '../support/trail-of'

/** next-auth's own way out wants a request; what it does to the database is what is done here. */
let tokenOfThisRequest = ''
let loginOfThisRequest: { expires: string } | null = null
vi.mock('#lib/auth/next-auth', () => ({
  signOut: () => loginAdapter().deleteSession(tokenOfThisRequest),
  auth: () => Promise.resolve(loginOfThisRequest),
}))

const missing = { code: 'not_found' }
const others: Role[] = [
  'coach',
  'welfare_officer',
  'administrator',
  'safeguarding_lead',
  'auditor',
  'worker',
  'server',
]
const nowNamed = async (ctx: Context) => (await namesOfUsers([userIdOf(ctx)])).get(userIdOf(ctx))

describe('one’s name', () => {
  test('is changed everywhere, and leaves its trail', async () => {
    const club = await aClub(await aGoverningBody())
    const officer = await anOfficer(club)
    const me = await ownRecord(officer)
    await changeName(me, { name: '  Olu   Adeyemi ' })
    expect((await listMembers(club)).map(({ name }) => name)).toContain('Olu Adeyemi')
    expect((await nowNamed(me))?.name).toBe('Olu Adeyemi')
    expect((await trailOf(me.organisation.id)).at(-1)).toBe('person.change_name user')
  })

  test.each(['', '   ', 'Раt Newcomer', 'Pat\u202eNewcomer', 'P'.repeat(101)])(
    'is not %j, by its field',
    async (name) => {
      const me = await aPerson()
      await expect(changeName(me, { name })).rejects.toMatchObject({
        problems: [{ field: 'name' }],
      })
      expect((await nowNamed(me))?.name).toBe('Sam Okafor')
    },
  )

  test.each(others)('is not changed as %s', async (role) => {
    const me = withRoles(await aPerson(), role)
    await expect(changeName(me, { name: 'Else' })).rejects.toMatchObject(missing)
    expect((await nowNamed(me))?.name).toBe('Sam Okafor')
  })
})

describe('one’s address', () => {
  const ask = async (me: Context, email = newEmail('new')) => {
    await issueChangeCode(me, email, newNetwork(), me.now)
    return { email, code: mailedTo(email).code }
  }
  const change = (me: Context, email: string, code: string) =>
    changeEmail(me, { email, code }, newNetwork())
  const signIn = async (email: string) => {
    const { code, now } = await askFor(email)
    return typeCode({ email, code }, newNetwork(), now)
  }

  test('is changed by the code mailed to the new one; the old one is told, and signs nobody in', async () => {
    const me = await aPerson()
    const { email, code } = await ask(me)
    await change(me, email.toUpperCase(), code)
    expect((await nowNamed(me))?.email).toBe(email)
    expect((await signIn(email)).userId).toBe(userIdOf(me))
    expect((await signIn(emailOf(me))).userId).not.toBe(userIdOf(me))
    expect(mailTo(emailOf(me)).map(({ subject }) => subject)).toContain(
      'Your address in Touchline was changed',
    )
    expect(mailTo(emailOf(me))[0]?.text).not.toContain(email)
    expect(await trailOf(me.organisation.id)).toContain('person.change_email user')
  })

  test('stays where the code is wrong, and the tries are counted', async () => {
    const me = await aPerson()
    const { email, code } = await ask(me)
    for (let left = triesACode - 1; left > 0; left -= 1) {
      await expect(change(me, email, '0000-0000')).rejects.toMatchObject({ code: 'invalid_input' })
    }
    await expect(change(me, email, '0000-0000')).rejects.toMatchObject({ code: 'expired' })
    await expect(change(me, email, code)).rejects.toMatchObject({ code: 'expired' })
    expect((await nowNamed(me))?.email).toBe(emailOf(me))
    expect(await trailOf(me.organisation.id)).not.toContain('person.change_email user')
  })

  test('is not changed by a code for signing in, nor by somebody else’s', async () => {
    const [me, you] = [await aPerson(), await aPerson()]
    const { email, code } = await ask(you)
    const signing = await askFor(email)
    await expect(change(me, email, code)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(change(me, email, signing.code)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(typeCode({ email, code }, newNetwork(), signing.now)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  test('is not taken from somebody who has it', async () => {
    const [me, you] = [await aPerson(), await aPerson()]
    const { code } = await ask(me, emailOf(you))
    await expect(change(me, emailOf(you), code)).rejects.toMatchObject({ code: 'conflict' })
    expect((await signIn(emailOf(you))).userId).toBe(userIdOf(you))
    expect((await nowNamed(me))?.email).toBe(emailOf(me))
  })

  test('is not changed by whoever finds a device that was signed in before', async () => {
    const me = await aPerson()
    const email = newEmail('thief')
    const before = (minutes: number) => new Date(me.now.getTime() - minutes * 60_000)
    const askAfter = (began: Date) => issueChangeCode(me, email, newNetwork(), began)
    await expect(askAfter(before(freshLogin_minutes))).rejects.toMatchObject({ code: 'expired' })
    expect(mailTo(email)).toEqual([])
    await askAfter(before(freshLogin_minutes - 0.1))
    expect(mailTo(email)).toHaveLength(1)
  })

  test('a login says when it began', async () => {
    const me = await aPerson()
    const began = nextMoment()
    const ids = { userId: userIdOf(me), organisationId: me.organisation.id }
    const { token, expires } = await startLogin(ids, began)
    loginOfThisRequest = { expires: expires.toISOString() }
    expect(await signedInAt()).toEqual(began)
    loginOfThisRequest = null
    await expect(signedInAt()).rejects.toMatchObject({ code: 'not_signed_in' })
    expect((await loginAdapter().getSessionAndUser(token))?.session.expires).toEqual(expires)
  })

  test('is not asked for where it is one’s own already, or none', async () => {
    const me = await aPerson()
    for (const typed of [emailOf(me).toUpperCase(), 'nobody', '']) {
      await expect(ask(me, typed)).rejects.toMatchObject({ problems: [{ field: 'email' }] })
    }
    expect(mailTo(emailOf(me))).toEqual([])
  })

  test.each(others)('is not changed as %s', async (role) => {
    const me = await aPerson()
    const { email, code } = await ask(me)
    const posing = withRoles(me, role)
    await expect(ask(posing)).rejects.toMatchObject(missing)
    await expect(change(posing, email, code)).rejects.toMatchObject(missing)
  })
})

describe('signing out', () => {
  let me: Context
  const login = () =>
    startLogin({ userId: userIdOf(me), organisationId: me.organisation.id }, nextMoment())
  const isSignedIn = async (token: string) =>
    (await loginAdapter().getSessionAndUser(token)) !== null

  beforeAll(async () => {
    me = await aPerson()
  })

  test('ends this login and no other, and leaves its trail', async () => {
    const [here, there] = [await login(), await login()]
    tokenOfThisRequest = here.token
    await endLogin(at(me, nextMoment()), { everywhere: false })
    expect([await isSignedIn(here.token), await isSignedIn(there.token)]).toEqual([false, true])
    expect((await trailOf(me.organisation.id)).at(-1)).toBe('login.end user')
  })

  test('everywhere ends each of one’s own, and nobody else’s', async () => {
    const [here, there] = [await login(), await login()]
    const you = await aPerson()
    const yours = await startLogin(
      { userId: userIdOf(you), organisationId: you.organisation.id },
      nextMoment(),
    )
    tokenOfThisRequest = here.token
    await endLogin(at(me, nextMoment()), { everywhere: true })
    expect([await isSignedIn(here.token), await isSignedIn(there.token)]).toEqual([false, false])
    expect(await isSignedIn(yours.token)).toBe(true)
  })

  test.each(others)('is not done as %s', async (role) => {
    const here = await login()
    tokenOfThisRequest = here.token
    await expect(endLogin(withRoles(me, role), { everywhere: true })).rejects.toMatchObject(missing)
    expect(await isSignedIn(here.token)).toBe(true)
  })
})

/** What the same person is in their own record. */
async function ownRecord(ctx: Context): Promise<Context> {
  const { code, now } = await askFor(emailOf(ctx))
  const user = await typeCode({ email: emailOf(ctx), code }, newNetwork(), now)
  const organisation = { ...ctx.organisation, id: user.organisationId, kind: 'person' as const }
  return { ...ctx, organisation, roles: ['person'], now: nextMoment() }
}
