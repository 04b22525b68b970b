import { beforeAll, describe, expect, test } from 'vitest'
import { addCoach } from '#lib/coaches/add-coach'
import { changeCoach } from '#lib/coaches/change-coach'
import { endCoach } from '#lib/coaches/end-coach'
import { getRegisterRow } from '#lib/coaches/get-register-row'
import type { Context } from '#lib/context'
import { acceptInvitation } from '#lib/invitations/accept-invitation'
import { inviteCoach } from '#lib/invitations/invite-coach'
import {
  aClub,
  aCoach,
  aGoverningBody,
  aPerson,
  at,
  newEmail,
  nextMoment,
  unique,
  userIdOf,
  withRoles,
} from '../support/contexts'
import { asRole } from '../support/database'
import { tokenMailedTo } from '../support/outbox'
import { trailOf } from '../support/trail-of'

let body: Context
let club: Context
let other: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
  other = await aClub(body)
})

const someone = (email = newEmail('coach')) => ({
  name: unique('Jo'),
  email,
  teams: 'Under 12s',
  coachesUnder18sOnline: true,
})

const managers = ['welfare_officer', 'administrator'] as const
const others = ['coach', 'person', 'safeguarding_lead', 'auditor', 'worker'] as const
const missing = { code: 'not_found' }

describe('the register', () => {
  test('adding leaves a row, a trail, and the body’s figures', async () => {
    const mine = await aClub(body)
    const { coachId } = await addCoach(at(mine, nextMoment()), someone())
    expect(await getRegisterRow(mine, { coachId })).toMatchObject({ joined: false, endsAt: null })
    expect(await trailOf(mine.organisation.id)).toContain('coach.add user')
    expect(await rollUpOf(mine)).toMatchObject({ coaches: 1, coaches_not_connected: 1 })
  })

  test.each(managers)('is kept by a %s', async (role) => {
    const ctx = at(withRoles(club, role), nextMoment())
    const { coachId } = await addCoach(ctx, someone())
    await changeCoach(ctx, { coachId, ...someone() })
    await inviteCoach(ctx, { coachId })
    await endCoach(ctx, { coachId })
  })

  test.each(others)('is not found by a %s', async (role) => {
    const { coachId } = await addCoach(at(club, nextMoment()), someone())
    const ctx = withRoles(club, role)
    await expect(addCoach(ctx, someone())).rejects.toMatchObject(missing)
    await expect(changeCoach(ctx, { coachId, ...someone() })).rejects.toMatchObject(missing)
    await expect(inviteCoach(ctx, { coachId })).rejects.toMatchObject(missing)
    await expect(endCoach(ctx, { coachId })).rejects.toMatchObject(missing)
    await expect(getRegisterRow(ctx, { coachId })).rejects.toMatchObject(missing)
  })

  test('another club’s row is not found, whatever is asked of it', async () => {
    const { coachId } = await addCoach(at(club, nextMoment()), someone())
    await expect(changeCoach(other, { coachId, ...someone() })).rejects.toMatchObject(missing)
    await expect(inviteCoach(other, { coachId })).rejects.toMatchObject(missing)
    await expect(endCoach(other, { coachId })).rejects.toMatchObject(missing)
    await expect(getRegisterRow(other, { coachId })).rejects.toMatchObject(missing)
  })

  test('a governing body has none', async () => {
    await expect(addCoach(withRoles(body, 'administrator'), someone())).rejects.toMatchObject(
      missing,
    )
  })

  test('changing says which fields changed, and keeps nothing of what stood there', async () => {
    const before = someone()
    const { coachId } = await addCoach(at(club, nextMoment()), before)
    await changeCoach(at(club, nextMoment()), { coachId, ...before, email: newEmail('new') })
    const trail = await asRole('superuser', (client) =>
      client.query("select detail from trail where command = 'coach.change' and subject_id = $1", [
        coachId,
      ]),
    )
    expect(trail.rows).toEqual([{ detail: { changed: ['email'] } }])
  })

  test('every field that is wrong is named, at once', async () => {
    await expect(
      // What a form sends is text; the schema says what is missing.
      addCoach(club, { ...someone('no address'), name: '  ', teams: 'x'.repeat(500) }),
    ).rejects.toMatchObject({
      problems: [{ field: 'name' }, { field: 'email' }, { field: 'teams' }],
    })
  })
})

describe('linking a person', () => {
  test('happens by the accepted invitation, whatever address they sign in with', async () => {
    const { coachId } = await addCoach(at(club, nextMoment()), someone('family@example.org'))
    await inviteCoach(at(club, nextMoment()), { coachId })
    const me = await aPerson('Sam', newEmail('elsewhere'))
    const token = tokenMailedTo('family@example.org')
    const accepted = await acceptInvitation(at(me, nextMoment()), { token })
    expect(accepted).toMatchObject({ purpose: 'coach', clubId: club.organisation.id })
    expect(await linkOf(coachId)).toEqual({
      user_id: userIdOf(me),
      person_organisation_id: me.organisation.id,
    })
    expect(await clubsOf(me)).toEqual([
      { of_organisation_id: club.organisation.id, role: 'coach', coach_id: coachId, ended: false },
    ])
  })

  test('never happens by the address: whoever signs in with it is nobody here', async () => {
    const email = newEmail('couple')
    const { coachId } = await addCoach(at(club, nextMoment()), someone(email))
    await inviteCoach(at(club, nextMoment()), { coachId })
    const partner = await aPerson('Partner', email)
    expect(await linkOf(coachId)).toEqual({ user_id: null, person_organisation_id: null })
    expect(await clubsOf(partner)).toEqual([])
  })

  test('one person coaches at two clubs, with one record of their own', async () => {
    const first = await aCoach(club)
    const second = await aCoach(other, first.me)
    const clubs = await clubsOf(first.me)
    expect(clubs.map((each) => each.coach_id).toSorted()).toEqual(
      [first.coachId, second.coachId].toSorted(),
    )
  })

  test('one person has one row in one club, and is told so', async () => {
    const { me } = await aCoach(club)
    const { coachId } = await addCoach(at(club, nextMoment()), someone())
    await inviteCoach(at(club, nextMoment()), { coachId })
    const { email } = await getRegisterRow(club, { coachId })
    const token = tokenMailedTo(email)
    await expect(acceptInvitation(at(me, nextMoment()), { token })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await linkOf(coachId)).toMatchObject({ user_id: null })
  })

  test('a corrected address makes what was mailed to the wrong one worthless', async () => {
    const wrong = newEmail('wrong')
    const before = someone(wrong)
    const { coachId } = await addCoach(at(club, nextMoment()), before)
    await inviteCoach(at(club, nextMoment()), { coachId })
    await changeCoach(at(club, nextMoment()), { coachId, ...before, email: newEmail('right') })
    const me = await aPerson()
    await expect(
      acceptInvitation(at(me, nextMoment()), { token: tokenMailedTo(wrong) }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await linkOf(coachId)).toMatchObject({ user_id: null })
  })

  test('somebody who has joined is not invited again', async () => {
    const { coachId } = await aCoach(club)
    await expect(inviteCoach(club, { coachId })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('leaving', () => {
  test('ends row and membership in both tenancies, leaves a trail, and the body’s figures follow', async () => {
    const mine = await aClub(body)
    const { coachId, me } = await aCoach(mine)
    expect(await rollUpOf(mine)).toMatchObject({ coaches: 1 })
    await endCoach(at(mine, nextMoment()), { coachId })
    expect((await getRegisterRow(mine, { coachId })).endsAt).not.toBeNull()
    expect(await clubsOf(me)).toEqual([expect.objectContaining({ ended: true })])
    expect((await trailOf(mine.organisation.id)).at(-1)).toBe('coach.end user')
    expect(await rollUpOf(mine)).toMatchObject({ coaches: 0, coaches_not_connected: 0 })
  })

  test('twice is a conflict, and so are changing and inviting afterwards', async () => {
    const { coachId } = await addCoach(at(club, nextMoment()), someone())
    await endCoach(at(club, nextMoment()), { coachId })
    const conflict = { code: 'conflict' }
    const ctx = at(club, nextMoment())
    await expect(endCoach(ctx, { coachId })).rejects.toMatchObject(conflict)
    await expect(changeCoach(ctx, { coachId, ...someone() })).rejects.toMatchObject(conflict)
    await expect(inviteCoach(ctx, { coachId })).rejects.toMatchObject(conflict)
  })

  test('makes an invitation that waits worthless', async () => {
    const email = newEmail('leaver')
    const { coachId } = await addCoach(at(club, nextMoment()), someone(email))
    await inviteCoach(at(club, nextMoment()), { coachId })
    await endCoach(at(club, nextMoment()), { coachId })
    const me = await aPerson()
    const token = tokenMailedTo(email)
    await expect(acceptInvitation(at(me, nextMoment()), { token })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('and coming back by a new row gives a new membership', async () => {
    const { coachId, me } = await aCoach(club)
    await endCoach(at(club, nextMoment()), { coachId })
    const again = await aCoach(club, me)
    const clubs = await clubsOf(me)
    expect(clubs.find((each) => !each.ended)?.coach_id).toBe(again.coachId)
  })
})

async function linkOf(coachId: string): Promise<unknown> {
  return asRole('superuser', async (client) => {
    const found = await client.query<Record<string, unknown>>(
      'select user_id, person_organisation_id from coaches where id = $1',
      [coachId],
    )
    return found.rows[0]
  })
}

async function clubsOf(me: Context) {
  return asRole('superuser', async (client) => {
    const found = await client.query<{ coach_id: string; ended: boolean }>(
      `select of_organisation_id, role, coach_id, ends_at is not null as ended from my_memberships
        where organisation_id = $1`,
      [me.organisation.id],
    )
    return found.rows
  })
}

async function rollUpOf(ofClub: Context): Promise<unknown> {
  return asRole('superuser', async (client) => {
    const found = await client.query<Record<string, unknown>>(
      'select * from roll_ups where organisation_id = $1 and club_organisation_id = $2',
      [body.organisation.id, ofClub.organisation.id],
    )
    return found.rows[0]
  })
}
