import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { addUser } from '#lib/auth/add-user'
import type { CurrentUser } from '#lib/auth/current-user'
import { findLanding } from '#lib/auth/find-landing'
import { loginAdapter, loginHash } from '#lib/auth/login-adapter'
import { loginLife_ms } from '#lib/auth/login-cookie'
import { memberContext } from '#lib/auth/member-context'
import { requireContext } from '#lib/auth/require-context'
import { loginsMax, startLogin } from '#lib/auth/start-login'
import type { Context } from '#lib/context'
import { endCoach } from '#lib/coaches/end-coach'
import { endMembership } from '#lib/memberships/end-membership'
import { listMembers } from '#lib/memberships/list-members'
import * as support from '../support/contexts'
import { asRole } from '../support/database'
import { everythingOfSignIn } from '../support/sign-in'
import { trailOf } from '../support/trail-of'

const { aClub, aCoach, aGoverningBody, anOfficer, aPerson, at, newEmail, nextMoment } = support

let signedIn: CurrentUser | null = null
vi.mock('#lib/auth/current-user', () => ({ currentUser: () => Promise.resolve(signedIn) }))

let body: Context
let club: Context
let other: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
  other = await aClub(body)
})

const missing = { code: 'not_found' }
const slugOf = (ctx: Context) => ctx.organisation.slug

async function userOf({ actor }: Context): Promise<CurrentUser> {
  if (actor.kind !== 'user') throw new Error('only people sign in')
  const { userId, name, email } = actor
  const { organisationId } = await addUser({ name, email }, nextMoment())
  return { userId, name, email, nameless: false, personOrganisationId: organisationId }
}
const contextOf = async (who: Context, slug: string, now = nextMoment()) =>
  memberContext(await userOf(who), slug, now)

describe('a user', () => {
  test('is made once, however often and at once', async () => {
    const email = newEmail()
    const add = () => addUser({ name: 'Pat', email }, nextMoment())
    const made = await Promise.all(Array.from({ length: 8 }, add))
    expect(new Set(made.map(({ userId }) => userId)).size).toBe(1)
    expect(new Set(made.map(({ organisationId }) => organisationId)).size).toBe(1)
    expect(await add()).toEqual(made[0])
  })

  test('keeps the name they have when they come again', async () => {
    const email = newEmail()
    const first = await addUser({ name: 'Pat', email }, nextMoment())
    const second = await addUser({ name: 'Somebody Else', email }, nextMoment())
    expect(second.userId).toBe(first.userId)
    const me = { userId: first.userId, name: '', nameless: false, email }
    const ctx = await memberContext(
      { ...me, personOrganisationId: first.organisationId },
      'me',
      nextMoment(),
    )
    expect(ctx.organisation.name).toBe('Pat')
  })

  test('without a name is known to have none', async () => {
    const made = await addUser({ name: null, email: newEmail() }, nextMoment())
    expect(made.nameless).toBe(true)
  })
})

describe('who is asking', () => {
  test('in one’s own record is the person, by either address of it', async () => {
    const me = await aPerson()
    const own = await contextOf(me, 'me')
    expect(own).toMatchObject({ roles: ['person'], coachId: null, actor: me.actor })
    expect(own.organisation).toMatchObject({ id: me.organisation.id, kind: 'person' })
    expect((await contextOf(me, own.organisation.slug)).organisation).toEqual(own.organisation)
  })

  test('as each post is what that post is', async () => {
    const administrator = await anOfficer(club, 'administrator')
    const coach = await aCoach(club)
    expect(await contextOf(club, slugOf(club))).toMatchObject({ roles: ['welfare_officer'] })
    expect(await contextOf(administrator, slugOf(club))).toMatchObject({ roles: ['administrator'] })
    expect(await contextOf(body, slugOf(body))).toMatchObject({ roles: ['safeguarding_lead'] })
    expect(await contextOf(coach.me, slugOf(club))).toMatchObject({
      roles: ['coach'],
      coachId: coach.coachId,
      organisation: club.organisation,
    })
  })

  test('with two posts is both, and with two clubs one at a time', async () => {
    const coach = await aCoach(club)
    const twice = await aCoach(other, coach.me)
    const officer = await aCoach(club, await contextOf(club, 'me'), 'Wendy Officer')
    expect((await contextOf(club, slugOf(club))).roles.toSorted()).toEqual([
      'coach',
      'welfare_officer',
    ])
    expect((await contextOf(club, slugOf(club))).coachId).toBe(officer.coachId)
    expect((await contextOf(coach.me, slugOf(club))).coachId).toBe(coach.coachId)
    expect((await contextOf(coach.me, slugOf(other))).coachId).toBe(twice.coachId)
  })

  test('without a post there is told the same as where there is nothing', async () => {
    const stranger = await aPerson()
    const trespassing = [slugOf(club), slugOf(body), stranger.organisation.id, 'no-such-club']
    for (const slug of trespassing) {
      await expect(contextOf(stranger, slug)).rejects.toMatchObject(missing)
    }
    await expect(contextOf(other, slugOf(club))).rejects.toMatchObject(missing)
    await expect(contextOf(body, slugOf(club))).rejects.toMatchObject(missing)
    await expect(contextOf(stranger, `person-${club.organisation.id}`)).rejects.toMatchObject(
      missing,
    )
  })

  test('in somebody else’s record is told that there is nothing', async () => {
    const [me, you] = [await aPerson(), await aPerson()]
    const { organisation } = await contextOf(you, 'me')
    await expect(contextOf(me, organisation.slug)).rejects.toMatchObject(missing)
  })

  test('after the post has ended is nobody there', async () => {
    const second = await anOfficer(club, 'administrator')
    const [membership] = (await listMembers(club)).filter(
      ({ userId }) => userId === support.userIdOf(second),
    )
    const before = nextMoment()
    await endMembership(at(club, nextMoment()), { membershipId: membership?.membershipId ?? '' })
    expect(await contextOf(second, slugOf(club), before)).toBeTruthy()
    await expect(contextOf(second, slugOf(club))).rejects.toMatchObject(missing)
  })

  test('before the post has begun is nobody there', async () => {
    const early = new Date('2026-01-01T00:00:00Z')
    await expect(contextOf(club, slugOf(club), early)).rejects.toMatchObject(missing)
  })

  test('as a coach who left the club is nobody there, and stays in the other', async () => {
    const coach = await aCoach(club)
    await aCoach(other, coach.me)
    await endCoach(at(club, nextMoment()), { coachId: coach.coachId })
    await expect(contextOf(coach.me, slugOf(club))).rejects.toMatchObject(missing)
    expect(await contextOf(coach.me, slugOf(other))).toMatchObject({ roles: ['coach'] })
  })
})

describe('a request', () => {
  test('of somebody signed out says so, before it says what there is', async () => {
    signedIn = null
    for (const slug of ['me', slugOf(club), 'no-such-club']) {
      await expect(requireContext(slug)).rejects.toMatchObject({ code: 'not_signed_in' })
    }
  })

  test('of somebody signed in is theirs, at the time of the request', async () => {
    signedIn = await userOf(club)
    const before = new Date()
    const ctx = await requireContext(slugOf(club))
    expect(ctx).toMatchObject({ actor: club.actor, organisation: club.organisation })
    expect(ctx.now.getTime()).toBeGreaterThanOrEqual(before.getTime())
    await expect(requireContext(slugOf(other))).rejects.toMatchObject(missing)
  })
})

describe('a login', () => {
  const start = async (ctx: Context, now = nextMoment()) => {
    const { userId, personOrganisationId } = await userOf(ctx)
    return startLogin({ userId, organisationId: personOrganisationId }, now)
  }

  test('is found by its token and lasts its time; the database keeps a hash only', async () => {
    const me = await aPerson()
    const now = nextMoment()
    const { token, expires } = await start(me, now)
    expect(expires.getTime() - now.getTime()).toBe(loginLife_ms)
    const found = await loginAdapter().getSessionAndUser(token)
    expect(found?.user.id).toBe(support.userIdOf(me))
    const kept = await everythingOfSignIn()
    expect(kept).toContain(loginHash(token))
    expect(kept).not.toContain(token)
    expect(await loginAdapter().getSessionAndUser(loginHash(token))).toBeNull()
  })

  test('leaves a line in the person’s own trail, as theirs', async () => {
    const me = await aPerson()
    await start(me)
    expect((await trailOf(me.organisation.id)).at(-1)).toBe('login.start user')
  })

  test('that was ended is nobody’s', async () => {
    const { token } = await start(await aPerson())
    await loginAdapter().deleteSession(token)
    expect(await loginAdapter().getSessionAndUser(token)).toBeNull()
    expect(await loginAdapter().getSessionAndUser(randomUUID())).toBeNull()
  })

  test('beyond so many devices ends the longest ago, and those that are over are gone', async () => {
    const me = await aPerson()
    const first = await start(me)
    const rest = []
    for (let each = 0; each < loginsMax; each += 1) rest.push(await start(me))
    expect(await loginAdapter().getSessionAndUser(first.token)).toBeNull()
    expect(await loginAdapter().getSessionAndUser(rest[0]?.token ?? '')).toBeTruthy()
    await start(me, new Date(nextMoment().getTime() + loginLife_ms))
    const left = await asRole('auth', (client) =>
      client.query('select 1 from identity.logins where user_id = $1', [support.userIdOf(me)]),
    )
    expect(left.rowCount).toBe(1)
  })

  test('is not started for a user who is not there', async () => {
    const gone = { userId: randomUUID(), organisationId: club.organisation.id }
    await expect(startLogin(gone, nextMoment())).rejects.toMatchObject(missing)
  })
})

describe('after signing in, one starts', () => {
  const landing = async (ctx: Context) => {
    const { userId, personOrganisationId: organisationId } = await userOf(ctx)
    return findLanding({ userId, organisationId, nameless: false }, nextMoment())
  }

  test('at the one place one looks after, else at one’s own page', async () => {
    const coach = await aCoach(other)
    const officer = await anOfficer(other)
    expect(await landing(officer)).toBe(`/${slugOf(other)}`)
    expect(await landing(body)).toBe(`/${slugOf(body)}`)
    expect(await landing(coach.me)).toBe('/me')
    expect(await landing(await aPerson())).toBe('/me')
  })
})
