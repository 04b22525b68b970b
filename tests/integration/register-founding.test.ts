import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { env } from '#lib/env'
import { acceptInvitation } from '#lib/invitations/accept-invitation'
import { findInvitation } from '#lib/invitations/find-invitation'
import { inviteClub } from '#lib/invitations/invite-club'
import { foundGoverningBody } from '#lib/organisations/found-governing-body'
import {
  aClub,
  aGoverningBody,
  aPerson,
  at,
  emailOf,
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

beforeAll(async () => {
  body = await aGoverningBody()
})

describe('founding a governing body', () => {
  test('makes it, mails its first member, and leaves its trail', async () => {
    const email = newEmail('lead')
    const founded = await foundGoverningBody({ name: unique('National Judo'), email }, nextMoment())
    expect(await trailOf(founded.organisationId)).toEqual([
      'organisation.found server',
      'invitation.invite_member server',
    ])
    const invitation = await findInvitation(tokenMailedTo(email), nextMoment())
    expect(invitation).toMatchObject({
      purpose: 'member',
      role: 'safeguarding_lead',
      state: 'open',
    })
  })

  test('a taken address is refused, by its field, and nothing is made', async () => {
    const name = unique('Another Body')
    const before = await countBodies()
    await expect(
      foundGoverningBody({ name, slug: body.organisation.slug, email: newEmail() }, nextMoment()),
    ).rejects.toMatchObject({ code: 'invalid_input', problems: [{ field: 'slug' }] })
    expect(await countBodies()).toBe(before)
  })

  test('the same name without an address gets a number, once the first has begun', async () => {
    const name = body.organisation.name
    const second = await foundGoverningBody({ name, email: newEmail() }, nextMoment())
    expect(second.slug).toBe(`${body.organisation.slug}-2`)
  })

  test('run again before anybody has come in, it takes up the same body', async () => {
    const name = unique('Begun Twice')
    const first = await foundGoverningBody({ name, email: newEmail() }, nextMoment())
    const again = await foundGoverningBody({ name, email: newEmail() }, nextMoment())
    expect(again.organisationId).toBe(first.organisationId)
  })

  test.each(['National', 'nаtional', 'a--b', '-ab', 'ab-', 'a_b', 'a.b', 'ab', 'me', 'Attacked'])(
    'the address %j is refused: it is kept, or could be taken for another',
    async (slug) => {
      const asked = { name: unique('Look Alike'), slug, email: newEmail() }
      await expect(foundGoverningBody(asked, nextMoment())).rejects.toMatchObject({
        code: 'invalid_input',
      })
    },
  )

  test.each(['Nаtional Gymnastics', 'Nat\u200bional', 'Nat\u202eional', ''])(
    'the name %j is refused: it could be taken for another',
    async (name) => {
      const asked = { name, email: newEmail() }
      await expect(foundGoverningBody(asked, nextMoment())).rejects.toMatchObject({
        problems: [{ field: 'name' }],
      })
    },
  )

  test('there is no way to it from the application’s own role', async () => {
    await asRole('app', async (client) => {
      await expect(client.query("select found_governing_body('x', 'xyz', now())")).rejects.toThrow(
        /permission denied/,
      )
    })
  })
})

describe('a club by its body’s invitation', () => {
  test('is founded when it is accepted, affiliated at both ends, and on the body’s list', async () => {
    const club = await aClub(body)
    await asRole('superuser', async (client) => {
      const above = await client.query(
        "select other_name, other_kind from affiliations where organisation_id = $1 and side = 'upper'",
        [club.organisation.id],
      )
      expect(above.rows).toEqual([
        { other_name: body.organisation.name, other_kind: 'governing_body' },
      ])
      const holders = await client.query(
        'select role from memberships where organisation_id = $1',
        [club.organisation.id],
      )
      expect(holders.rows).toEqual([{ role: 'welfare_officer' }])
      const rollUp = await client.query(
        'select club_name, coaches, good_until from roll_ups where organisation_id = $1 and club_organisation_id = $2',
        [body.organisation.id, club.organisation.id],
      )
      expect(rollUp.rows).toEqual([
        { club_name: club.organisation.name, coaches: 0, good_until: null },
      ])
    })
    expect(await trailOf(club.organisation.id)).toEqual(['organisation.found user'])
    expect(await trailOf(body.organisation.id)).toContain('invitation.invite_club user')
    expect(await trailOf(body.organisation.id)).toContain('invitation.accept user')
  })

  test('two clubs of one name get addresses that cannot be mixed up', async () => {
    const name = unique('St. Mary’s Ünited')
    const first = await aClub(body, name)
    const second = await aClub(body, name)
    expect(first.organisation.slug).toMatch(/^st-marys-united-[a-f0-9]{8}$/)
    expect(second.organisation.slug).toBe(`${first.organisation.slug}-2`)
  })

  test('a reserved word is never its address', async () => {
    const club = await aClub(body, 'Attacked')
    expect(club.organisation.slug).toMatch(/^the-attacked/)
  })

  test('nothing exists before it is accepted', async () => {
    const clubName = unique('Not Yet')
    await inviteClub(at(body, nextMoment()), { clubName, email: newEmail() })
    await asRole('superuser', async (client) => {
      const found = await client.query('select from organisations where name = $1', [clubName])
      expect(found.rowCount).toBe(0)
    })
  })

  test.each([
    ['coach', false],
    ['welfare_officer', false],
    ['auditor', false],
    ['administrator', true],
    ['safeguarding_lead', true],
  ] as const)('inviting one as %s is possible: %s', async (role, possible) => {
    const asked = inviteClub(at(withRoles(body, role), nextMoment()), {
      clubName: unique('By Role'),
      email: newEmail(),
    })
    await (possible
      ? expect(asked).resolves.toBeTruthy()
      : expect(asked).rejects.toMatchObject({ code: 'not_found' }))
  })

  test('a club invites no club, whatever the post there', async () => {
    const club = await aClub(body)
    const asked = { clubName: unique('Below'), email: newEmail() }
    await expect(
      inviteClub(withRoles(club, 'administrator', 'safeguarding_lead'), asked),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('inviting the same club at the same address twice is refused in words', async () => {
    const asked = { clubName: unique('Twice'), email: newEmail() }
    await inviteClub(at(body, nextMoment()), asked)
    await expect(inviteClub(at(body, nextMoment()), asked)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('the database refuses a club that nothing in force founds', () => {
  const found = (organisation: string, source: string, sourceId: string, officer: string) =>
    asRole('app', async (client) => {
      await client.query('begin')
      await client.query("select set_config('app.organisation_id', $1, true)", [organisation])
      await client.query('select found_club($1, $2, $3, $4, $5, $6)', [
        source,
        sourceId,
        'Sham',
        'sham-club',
        officer,
        new Date(),
      ])
    })

  test('without an invitation or a request at all', async () => {
    const me = await aPerson()
    for (const source of ['invitation', 'join_request', 'wish']) {
      await expect(
        found(body.organisation.id, source, body.organisation.id, userIdOf(me)),
      ).rejects.toThrow(/nothing in force/)
    }
  })

  test('by an invitation that nobody accepted', async () => {
    const me = await aPerson()
    const asked = { clubName: unique('Unaccepted'), email: emailOf(me) }
    const { invitationId } = await inviteClub(at(body, nextMoment()), asked)
    await expect(
      found(body.organisation.id, 'invitation', invitationId, userIdOf(me)),
    ).rejects.toThrow(/nothing in force/)
  })

  test('by an invitation that was accepted before: it founds one club, once', async () => {
    const me = await aPerson()
    const asked = { clubName: unique('Once'), email: emailOf(me) }
    const { invitationId } = await inviteClub(at(body, nextMoment()), asked)
    await acceptInvitation(at(me, nextMoment()), { token: tokenMailedTo(emailOf(me)) })
    await expect(
      found(body.organisation.id, 'invitation', invitationId, userIdOf(me)),
    ).rejects.toThrow(/nothing in force/)
  })

  test('by acting for a club instead of a body', async () => {
    const club = await aClub(body)
    await expect(
      found(club.organisation.id, 'invitation', club.organisation.id, userIdOf(club)),
    ).rejects.toThrow(/nothing in force/)
  })
})

test('where the mail cannot be sent, the founding stands, says so, and can be taken up', async () => {
  const settings = env()
  const name = unique('No Post')
  const folder = settings.OUTBOX_FOLDER
  settings.OUTBOX_FOLDER = undefined
  const asked = { name, email: newEmail() }
  try {
    await expect(foundGoverningBody(asked, nextMoment())).rejects.toMatchObject({
      code: 'unavailable',
    })
  } finally {
    settings.OUTBOX_FOLDER = folder
  }
  await foundGoverningBody(asked, nextMoment())
  expect(tokenMailedTo(asked.email)).toBeTruthy()
})

async function countBodies(): Promise<number> {
  return asRole('superuser', async (client) => {
    const found = await client.query("select from organisations where kind = 'governing_body'")
    return found.rowCount ?? 0
  })
}
