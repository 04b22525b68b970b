import { mailBySmtp, smtp } from '../support/smtp-stand-in'
import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import pino from 'pino'
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
  vi,
  type MockInstance,
} from 'vitest'
import { inNoTenant, inTenant } from '#db/tenant'
import { addCoach } from '#lib/coaches/add-coach'
import { listCoaches } from '#lib/coaches/list-coaches'
import type { Context } from '#lib/context'
import { notFound } from '#lib/core/errors'
import { appPool, authPool } from '#lib/database/pools'
import { isUniqueViolation } from '#lib/database/unique-violation'
import { inviteMember } from '#lib/invitations/invite-member'
import { declineJoinRequest } from '#lib/join-requests/decline-join-request'
import { listJoinRequests } from '#lib/join-requests/list-join-requests'
import { requestToJoin } from '#lib/join-requests/request-to-join'
import { cursorOf } from '#lib/keyset'
import { log, redact } from '#lib/log'
import { issueJoinCode } from '#lib/organisations/issue-join-code'
import { memberContext } from '#lib/auth/member-context'
import { listClubs } from '#lib/roll-ups/list-clubs'
import {
  aClub,
  aGoverningBody,
  aPerson,
  at,
  newEmail,
  nextMoment,
  unique,
} from '../support/contexts'

let body: Context
let club: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
})

/** All of it, as a logger could write it: an error's message, stack and own fields too. */
const whole = (value: unknown) => inspect(value, { depth: 20, showHidden: true })

describe('a mail that is refused', () => {
  let warn: MockInstance<typeof log.warn>
  beforeEach(() => {
    warn = vi.spyOn(log, 'warn')
    mailBySmtp(true)
  })
  afterEach(() => mailBySmtp(false))

  test('is logged without the address, for an invitation', async () => {
    const email = newEmail('refused')
    smtp.refusal = `550 No mailbox ${email}`
    const inviting = inviteMember(at(club, nextMoment()), { email, role: 'administrator' })
    await expect(inviting).rejects.toMatchObject({ code: 'unavailable' })
    expect(warn).toHaveBeenCalledOnce()
    expect(whole(warn.mock.calls)).not.toContain(email)
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ code: 'EENVELOPE' })
  })

  test('is logged without the address, for an answer to a club', async () => {
    const email = newEmail('asking')
    const { code } = await issueJoinCode(at(body, nextMoment()), {})
    const me = await aPerson('Kim Asking', email)
    await requestToJoin(at(me, nextMoment()), {
      code,
      clubName: unique('Asking'),
    })
    const waiting = (await listJoinRequests(at(body, nextMoment()), {})).find(
      (each) => each.userEmail === email,
    )
    smtp.refusal = `550 No mailbox ${email}`
    const declining = declineJoinRequest(at(body, nextMoment()), {
      requestId: waiting?.requestId ?? '',
    })
    await expect(declining).rejects.toMatchObject({ code: 'unavailable' })
    expect(warn).toHaveBeenCalledOnce()
    expect(whole(warn.mock.calls)).not.toContain(email)
  })
})

describe('an error of the database', () => {
  const caught = async (failing: Promise<unknown>): Promise<unknown> => {
    try {
      await failing
    } catch (error) {
      return error
    }
    throw new Error('it did not fail')
  }

  test('leaves its layer with its code and constraint, and no value of the query', async () => {
    const email = newEmail('twice')
    const person = await aPerson('Secret Name', email)
    const insert = sql`insert into identity.user_emails (email, user_id, verified_at)
      values (${email}, ${person.organisation.id}, ${person.now.toISOString()})`
    const error = await caught(inNoTenant(authPool(), (tx) => tx.execute(insert)))
    expect(whole(error)).not.toContain(email)
    expect(whole(error)).not.toContain(person.organisation.id)
    expect(error).toMatchObject({ code: '23505', table: 'user_emails' })
    expect(isUniqueViolation(error)).toBe(true)
    expect(whole(error)).toContain('log-lines.test.ts')
  })

  test('says nothing of a value that it could not read', async () => {
    const asking = (tx: { execute: (query: ReturnType<typeof sql>) => Promise<unknown> }) =>
      tx.execute(sql`select ${'Anne Topic'}::uuid`)
    const error = await caught(inTenant(appPool(), club.organisation.id, asking))
    expect(whole(error)).not.toContain('Anne Topic')
    expect(error).toMatchObject({ code: '22P02' })
  })

  test('is no refusal of ours, which passes as it is', async () => {
    const refusal = notFound()
    const refused = inNoTenant(appPool(), () => Promise.reject(refusal))
    expect(await caught(refused)).toBe(refusal)
  })
})

describe('what cannot be seen', () => {
  test('is passed over in a search for clubs', async () => {
    const { clubs } = await listClubs(at(body, nextMoment()), {
      name: `\u0000${club.organisation.name}\u200B`,
    })
    expect(clubs.map(({ name }) => name)).toEqual([club.organisation.name])
  })

  test.each(['\u0000', '\u202E'])('is refused in the place of a page: %j', async (unseen) => {
    const after = cursorOf([`Anne${unseen}`, club.organisation.id])
    const refused = { code: 'invalid_input' }
    await expect(listCoaches(at(club, nextMoment()), { after })).rejects.toMatchObject(refused)
    const clubsAfter = cursorOf([1, `Hartley${unseen}`, club.organisation.id])
    const listing = listClubs(at(body, nextMoment()), { after: clubsAfter })
    await expect(listing).rejects.toMatchObject(refused)
  })

  test('is refused in the teams of a coach, by the field', async () => {
    const adding = addCoach(at(club, nextMoment()), {
      name: 'Anne Coach',
      email: newEmail(),
      teams: 'Under\u000012s',
      coachesUnder18sOnline: true,
    })
    await expect(adding).rejects.toMatchObject({ problems: [{ field: 'teams' }] })
  })

  test('is no organisation in an address', async () => {
    const user = await aPerson()
    const asker = { userId: user.organisation.id, name: '', email: '', nameless: false }
    const known = { ...asker, personOrganisationId: user.organisation.id }
    await expect(memberContext(known, 'hart\u0000ley', nextMoment())).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

test('a name that is never logged is not logged by itself nor one level down', () => {
  const lines: string[] = []
  const logger = pino({ redact }, { write: (line: string) => void lines.push(line) })
  const values = { email: 'a@example.org', token: 'tok-1', passcode: 'pass-1', cookie: 'cook-1' }
  logger.info({ ...values, below: values, kept: 'kept-1' })
  for (const value of Object.values(values)) expect(lines.join('')).not.toContain(value)
  expect(lines.join('')).toContain('kept-1')
})
