import { beforeAll, describe, expect, test } from 'vitest'
import { changeName } from '#lib/auth/change-name'
import type { Context } from '#lib/context'
import { endMembership } from '#lib/memberships/end-membership'
import { listMembers } from '#lib/memberships/list-members'
import { listOfficers } from '#lib/roll-ups/list-officers'
import {
  aClub,
  aGoverningBody,
  anOfficer,
  aPerson,
  at,
  nextMoment,
  withRoles,
} from '../support/contexts'
import { asRole } from '../support/database'

let body: Context

beforeAll(async () => {
  body = await aGoverningBody()
})

const asked = (ctx: Context, club: Context) => listOfficers(ctx, { clubId: club.organisation.id })
const emailOf = ({ actor }: Context) => (actor.kind === 'user' ? actor.email : '')

const delivered = async (club: Context) => {
  const found = await asRole('superuser', (client) =>
    client.query<{ organisation_id: string }>(
      'select organisation_id from club_officers where club_organisation_id = $1',
      [club.organisation.id],
    ),
  )
  return found.rows.map((row) => row.organisation_id)
}

async function endPost(club: Context, email: string): Promise<void> {
  const member = (await listMembers(club)).find((each) => each.email === email)
  await endMembership(at(club, nextMoment()), { membershipId: member?.membershipId ?? '' })
}

describe('whom a body can write to at a club', () => {
  test('is its first welfare officer from the day it comes in', async () => {
    const club = await aClub(body)
    expect(await asked(body, club)).toMatchObject([{ email: emailOf(club) }])
    expect(await delivered(club)).toEqual([body.organisation.id])
  })

  test('is each of its welfare officers, as posts are taken up and end, and nobody else', async () => {
    const club = await aClub(body)
    const second = await anOfficer(club, 'welfare_officer')
    await anOfficer(club, 'administrator')
    const emails = async () => (await asked(body, club)).map(({ email }) => email)
    expect(await emails()).toEqual([emailOf(club), emailOf(second)])
    await endPost(club, emailOf(second))
    expect(await emails()).toEqual([emailOf(club)])
    expect(await delivered(club)).toHaveLength(1)
  })

  test('is called what they are called now', async () => {
    const club = await aClub(body)
    const officer = await aPerson('Old Name')
    await asRole('superuser', (client) =>
      client.query(
        `insert into memberships (organisation_id, id, user_id, role, starts_at)
         values ($1, uuidv7(), $2, 'welfare_officer', now())`,
        [club.organisation.id, officer.actor.kind === 'user' ? officer.actor.userId : ''],
      ),
    )
    await changeName(at(officer, nextMoment()), { name: 'New Name' })
    expect((await asked(body, club)).map(({ name }) => name)).toContain('New Name')
  })

  test.each(['lower', 'upper'])(
    'is nobody once the affiliation has ended at the %s end, and no row is left',
    async (side) => {
      const club = await aClub(body)
      await asRole('superuser', (client) =>
        client.query(
          `update affiliations set ends_at = now() where side = $1
            and $2 in (organisation_id, other_organisation_id)`,
          [side, club.organisation.id],
        ),
      )
      expect(await delivered(club)).toEqual([])
      expect(await asked(body, club)).toEqual([])
      await anOfficer(club, 'welfare_officer')
      expect(await delivered(club)).toEqual([])
    },
  )

  test('is nothing that another body or another club learns', async () => {
    const club = await aClub(body)
    expect(await asked(await aGoverningBody(), club)).toEqual([])
    await expect(asked(await aClub(body), club)).rejects.toMatchObject({ code: 'not_found' })
    await expect(asked(club, club)).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each(['safeguarding_lead', 'administrator'] as const)('is there for a %s', async (role) => {
    const club = await aClub(body)
    await expect(asked(withRoles(body, role), club)).resolves.toHaveLength(1)
  })

  test.each(['person', 'coach', 'welfare_officer', 'auditor', 'worker'] as const)(
    'is not found by a %s',
    async (role) => {
      const club = await aClub(body)
      await expect(asked(withRoles(body, role), club)).rejects.toMatchObject({ code: 'not_found' })
    },
  )

  test('cannot be written or asked for by the application itself', async () => {
    await asRole('app', async (client) => {
      for (const text of [
        'select deliver_officers(null)',
        'insert into club_officers select * from club_officers',
        'delete from club_officers',
      ]) {
        await expect(client.query(text)).rejects.toThrow(/permission denied/)
      }
    })
  })
})
