import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { addCoach } from '#lib/coaches/add-coach'
import { env } from '#lib/env'
import { acceptInvitation } from '#lib/invitations/accept-invitation'
import { findInvitation } from '#lib/invitations/find-invitation'
import { inviteCoach } from '#lib/invitations/invite-coach'
import { inviteMember } from '#lib/invitations/invite-member'
import { invitationLife_days } from '#lib/invitations/invitation-token'
import { listInvitations } from '#lib/invitations/list-invitations'
import { resendInvitation } from '#lib/invitations/resend-invitation'
import { withdrawInvitation } from '#lib/invitations/withdraw-invitation'
import { endMembership } from '#lib/memberships/end-membership'
import { listMembers } from '#lib/memberships/list-members'
import {
  aClub,
  aCoach,
  aGoverningBody,
  anOfficer,
  aPerson,
  at,
  newEmail,
  nextMoment,
  withRoles,
} from '../support/contexts'
import { asRole } from '../support/database'
import { mailTo, tokenMailedTo } from '../support/outbox'
import { trailOf } from '../support/trail-of'

let body: Context
let club: Context
let other: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
  other = await aClub(body)
})

const invite = async (ctx: Context, email = newEmail()) => {
  const asked = { email, role: 'administrator' as const }
  const { invitationId } = await inviteMember(at(ctx, nextMoment()), asked)
  return { email, invitationId, token: tokenMailedTo(email) }
}
const later = (days: number) => new Date(nextMoment().getTime() + days * 24 * 60 * 60 * 1000)

describe('inviting to a post', () => {
  test('mails a link that only the mail has, and leaves its trail', async () => {
    const { email, token, invitationId } = await invite(club)
    expect(mailTo(email)[0]?.subject).toContain(club.organisation.name)
    expect(await trailOf(club.organisation.id)).toContain('invitation.invite_member user')
    const kept = await everythingKept()
    expect(kept).toContain(invitationId)
    expect(kept).not.toContain(token)
  })

  test.each([
    ['coach', false],
    ['person', false],
    ['auditor', false],
    ['worker', false],
    ['welfare_officer', true],
    ['administrator', true],
  ] as const)('as %s it is possible: %s', async (role, possible) => {
    const asked = invite(withRoles(club, role))
    await (possible
      ? expect(asked).resolves.toBeTruthy()
      : expect(asked).rejects.toMatchObject({ code: 'not_found' }))
  })

  test('a post that is not of this kind of organisation is refused by its field', async () => {
    await expect(
      inviteMember(club, { email: newEmail(), role: 'safeguarding_lead' }),
    ).rejects.toMatchObject({ problems: [{ field: 'role' }] })
    await expect(
      inviteMember(body, { email: newEmail(), role: 'welfare_officer' }),
    ).rejects.toMatchObject({ problems: [{ field: 'role' }] })
  })

  test('asking the same person twice is refused in words', async () => {
    const { email } = await invite(club)
    await expect(invite(club, email.toUpperCase())).rejects.toMatchObject({
      problems: [{ field: 'email' }],
    })
  })

  test('where the mail cannot be sent the invitation stays, and can be sent again', async () => {
    const settings = env()
    const folder = settings.OUTBOX_FOLDER
    const email = newEmail()
    settings.OUTBOX_FOLDER = undefined
    try {
      await expect(
        inviteMember(at(club, nextMoment()), { email, role: 'administrator' }),
      ).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('Send it again'),
      })
    } finally {
      settings.OUTBOX_FOLDER = folder
    }
    const waiting = await listInvitations(club, { purpose: 'member' })
    const invitationId = waiting.find((each) => each.email === email)?.invitationId ?? ''
    await resendInvitation(at(club, nextMoment()), { invitationId })
    expect(tokenMailedTo(email)).toBeTruthy()
  })
})

describe('accepting', () => {
  test('makes a member of both tenancies, with a trail in the organisation that invited', async () => {
    const me = await aPerson('Pat Newcomer')
    const { token } = await invite(club)
    const accepted = await acceptInvitation(at(me, nextMoment()), { token })
    expect(accepted).toEqual({ slug: club.organisation.slug, purpose: 'member', clubId: null })
    expect((await listMembers(club)).map((each) => each.name)).toContain('Pat Newcomer')
    expect(await myClubs(me)).toEqual([
      { of_slug: club.organisation.slug, role: 'administrator', ends_at: null },
    ])
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('invitation.accept user')
  })

  test('of two people who accept at once exactly one comes in, and the other is told', async () => {
    const { token } = await invite(club)
    const people = [await aPerson('One'), await aPerson('Two')]
    const done = await Promise.allSettled(
      people.map((me) => acceptInvitation(at(me, nextMoment()), { token })),
    )
    expect(done.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = done.find((each) => each.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'conflict' })
    const mine = await Promise.all(people.map(myClubs))
    expect(mine.flat()).toHaveLength(1)
  })

  test('twice by the same person says that it is done, and changes nothing', async () => {
    const me = await aPerson()
    const { token } = await invite(club)
    await acceptInvitation(at(me, nextMoment()), { token })
    await expect(acceptInvitation(at(me, nextMoment()), { token })).rejects.toMatchObject({
      code: 'conflict',
      message: 'You have accepted this invitation already.',
    })
    expect(await findInvitation(token, nextMoment())).toMatchObject({ state: 'accepted' })
    expect(await myClubs(me)).toHaveLength(1)
  })

  test('too late is refused, with what to do, and lets nobody in', async () => {
    const me = await aPerson()
    const { token } = await invite(club)
    const tooLate = later(invitationLife_days)
    await expect(acceptInvitation(at(me, tooLate), { token })).rejects.toMatchObject({
      code: 'expired',
      message: expect.stringContaining('Ask'),
    })
    expect(await findInvitation(token, tooLate)).toMatchObject({ state: 'expired' })
    expect(await myClubs(me)).toEqual([])
  })

  test('a token that is nobody’s is not found, whatever its shape', async () => {
    const me = await aPerson()
    for (const token of ['', 'x', 'A'.repeat(43), "' or true --"]) {
      await expect(acceptInvitation(me, { token })).rejects.toMatchObject({ code: 'not_found' })
      expect(await findInvitation(token, nextMoment())).toBeNull()
    }
  })

  test('only a person in their own record accepts, never an organisation or a worker', async () => {
    const { token } = await invite(club)
    await expect(acceptInvitation(other, { token })).rejects.toMatchObject({ code: 'not_found' })
    const worker: Context = { ...(await aPerson()), actor: { kind: 'worker', job: 'read-account' } }
    await expect(acceptInvitation(worker, { token })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('an invitation that waits', () => {
  test('sent again has a new link, and the old one is worthless', async () => {
    const me = await aPerson()
    const { invitationId, token, email } = await invite(club)
    await resendInvitation(at(club, later(invitationLife_days + 1)), { invitationId })
    const renewed = tokenMailedTo(email)
    expect(renewed).not.toBe(token)
    await expect(acceptInvitation(at(me, nextMoment()), { token })).rejects.toMatchObject({
      code: 'not_found',
    })
    await acceptInvitation(at(me, later(invitationLife_days + 2)), { token: renewed })
    expect(await trailOf(club.organisation.id)).toContain('invitation.resend user')
  })

  test('taken back cannot be accepted, sent again or taken back again', async () => {
    const me = await aPerson()
    const { invitationId, token } = await invite(club)
    await withdrawInvitation(at(club, nextMoment()), { invitationId })
    expect(await trailOf(club.organisation.id)).toContain('invitation.withdraw user')
    expect(await findInvitation(token, nextMoment())).toMatchObject({ state: 'withdrawn' })
    const conflict = { code: 'conflict' }
    const now = nextMoment()
    await expect(acceptInvitation(at(me, now), { token })).rejects.toMatchObject(conflict)
    await expect(resendInvitation(at(club, now), { invitationId })).rejects.toMatchObject(conflict)
    await expect(withdrawInvitation(at(club, now), { invitationId })).rejects.toMatchObject(
      conflict,
    )
  })

  test('another organisation’s is not found, and not listed', async () => {
    const { invitationId } = await invite(club)
    const missing = { code: 'not_found' }
    await expect(resendInvitation(other, { invitationId })).rejects.toMatchObject(missing)
    await expect(withdrawInvitation(other, { invitationId })).rejects.toMatchObject(missing)
    const listed = await listInvitations(other, { purpose: 'member' })
    expect(listed.map((each) => each.invitationId)).not.toContain(invitationId)
  })

  test.each(['coach', 'person', 'auditor', 'safeguarding_lead'] as const)(
    'a coach’s is not for a %s to send again or to take back',
    async (role) => {
      const { coachId } = await aCoach(club)
      const added = await addCoach(at(club, nextMoment()), {
        name: `Next to ${coachId}`,
        email: newEmail(),
        teams: '',
        coachesUnder18sOnline: false,
      })
      const { invitationId } = await inviteCoach(at(club, nextMoment()), added)
      const missing = { code: 'not_found' }
      const asked = withRoles(club, role)
      await expect(resendInvitation(asked, { invitationId })).rejects.toMatchObject(missing)
      await expect(withdrawInvitation(asked, { invitationId })).rejects.toMatchObject(missing)
    },
  )
})

describe('ending a post', () => {
  test('ends it in both tenancies, with a trail; doing it again is a conflict', async () => {
    const colleague = await anOfficer(club)
    const member = (await listMembers(colleague)).find((each) => each.isSelf)
    const membershipId = member?.membershipId ?? ''
    await endMembership(at(club, nextMoment()), { membershipId })
    expect(await trailOf(club.organisation.id)).toContain('membership.end user')
    expect(await listMembers(club)).not.toContainEqual(expect.objectContaining({ membershipId }))
    await expect(endMembership(at(club, nextMoment()), { membershipId })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('the last welfare officer stays, even of two who end each other at once', async () => {
    const lonely = await aClub(body)
    const [only] = await listMembers(lonely)
    await expect(
      endMembership(lonely, { membershipId: only?.membershipId ?? '' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await anOfficer(lonely)
    const two = await listMembers(lonely)
    const done = await Promise.allSettled(
      two.map(({ membershipId }) => endMembership(at(lonely, nextMoment()), { membershipId })),
    )
    expect(done.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('another organisation’s member is not found, and a coach leaves by the register only', async () => {
    const [theirs] = await listMembers(other)
    const missing = { code: 'not_found' }
    await expect(
      endMembership(club, { membershipId: theirs?.membershipId ?? '' }),
    ).rejects.toMatchObject(missing)
    const { inClub } = await aCoach(club)
    const coaching = await asRole('superuser', (client) =>
      client.query<{ id: string }>('select id from memberships where coach_id = $1', [
        inClub.coachId,
      ]),
    )
    const membershipId = coaching.rows[0]?.id ?? ''
    await expect(endMembership(club, { membershipId })).rejects.toMatchObject(missing)
    await expect(listMembers(inClub)).rejects.toMatchObject(missing)
  })
})

async function myClubs(me: Context) {
  return asRole('superuser', async (client) => {
    const found = await client.query(
      'select of_slug, role, ends_at from my_memberships where organisation_id = $1',
      [me.organisation.id],
    )
    return found.rows as unknown[]
  })
}

/** Every row about invitations, their tokens and what was done, as text. */
async function everythingKept(): Promise<string> {
  return asRole('superuser', async (client) => {
    const found = await client.query(`
      select (select jsonb_agg(i) from invitations i) as a, (select jsonb_agg(t) from trail t) as b,
        (select jsonb_agg(p) from system.public_tokens p) as c`)
    return JSON.stringify(found.rows)
  })
}
