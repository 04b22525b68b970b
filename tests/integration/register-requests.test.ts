import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { sha256Hex } from '#lib/core/sha256'
import { approveJoinRequest } from '#lib/join-requests/approve-join-request'
import { declineJoinRequest } from '#lib/join-requests/decline-join-request'
import { listJoinRequests } from '#lib/join-requests/list-join-requests'
import { requestToJoin } from '#lib/join-requests/request-to-join'
import { getJoinCode } from '#lib/organisations/get-join-code'
import { issueJoinCode, joinCodeLife_days } from '#lib/organisations/issue-join-code'
import { joinCodeHash } from '#lib/organisations/join-code-hash'
import {
  aClub,
  aGoverningBody,
  aPerson,
  at,
  emailOf,
  nextMoment,
  unique,
  userIdOf,
  withRoles,
} from '../support/contexts'
import { asRole } from '../support/database'
import { mailTo } from '../support/outbox'
import { trailOf } from '../support/trail-of'

let body: Context
let otherBody: Context
let code: string

beforeAll(async () => {
  body = await aGoverningBody()
  otherBody = await aGoverningBody()
  code = (await issueJoinCode(at(body, nextMoment()), {})).code
})

/** Somebody's question, as the body sees it. */
async function aRequest(clubName = unique('Asking')) {
  const me = await aPerson('Ash Asker')
  await requestToJoin(at(me, nextMoment()), { code, clubName })
  const waiting = await listJoinRequests(body, {})
  const requestId = waiting.find((each) => each.clubName === clubName)?.requestId ?? ''
  return { me, clubName, requestId }
}

const organisationsNamed = (name: string) =>
  asRole('superuser', async (client) => {
    const found = await client.query<{ slug: string; organisation_id: string }>(
      'select slug, organisation_id from organisations where name = $1',
      [name],
    )
    return found.rows
  })

const rolesOf = (me: Context) =>
  asRole('superuser', async (client) => {
    const found = await client.query<{ role: string }>(
      'select role from my_memberships where organisation_id = $1',
      [me.organisation.id],
    )
    return found.rows.map((row) => row.role)
  })

describe('a body’s code', () => {
  test('is kept as a hash only, with a trail that says until when', async () => {
    const asked = nextMoment()
    const issued = await issueJoinCode(at(otherBody, asked), {})
    expect(issued.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(await getJoinCode(otherBody, {})).toEqual({
      issuedAt: asked,
      expiresAt: new Date(asked.getTime() + joinCodeLife_days * 24 * 60 * 60 * 1000),
      expired: false,
    })
    const kept = await asRole('superuser', async (client) => {
      const rows = await client.query(
        'select (select jsonb_agg(t) from trail t) as a, (select jsonb_agg(p) from system.public_tokens p) as b',
      )
      return JSON.stringify(rows.rows)
    })
    expect(kept).not.toContain(issued.code)
    expect(kept).not.toContain(issued.code.replace('-', ''))
    // It has 50 bits: who reads the database could try them all against a hash without a key.
    for (const typed of [issued.code, issued.code.replace('-', '')]) {
      expect(kept).not.toContain(sha256Hex(typed))
    }
    expect(kept).toContain(joinCodeHash(issued.code))
  })

  test('is understood as people type it', async () => {
    const me = await aPerson()
    const typed = ` ${code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
    await requestToJoin(at(me, nextMoment()), { code: typed, clubName: unique('Typed') })
  })

  test('renewed, makes the one before it worthless', async () => {
    const me = await aPerson()
    const first = await issueJoinCode(at(otherBody, nextMoment()), {})
    const second = await issueJoinCode(at(otherBody, nextMoment()), {})
    const ask = (typed: string) =>
      requestToJoin(at(me, nextMoment()), { code: typed, clubName: unique('Renewed') })
    await expect(ask(first.code)).rejects.toMatchObject({ problems: [{ field: 'code' }] })
    await ask(second.code)
  })

  test('wrong, expired or empty gets one clear answer, and leaves nothing', async () => {
    const me = await aPerson()
    const clubName = unique('Wrong Code')
    const tooLate = new Date(nextMoment().getTime() + (joinCodeLife_days + 1) * 86_400_000)
    const tries: [Context, string][] = [
      [me, 'AAAAA-AAAAA'],
      [me, ''],
      [me, 'x'.repeat(10_000)],
      [at(me, tooLate), code],
    ]
    for (const [asker, typed] of tries) {
      await expect(requestToJoin(asker, { code: typed, clubName })).rejects.toMatchObject({
        code: 'invalid_input',
        problems: [{ field: 'code' }],
      })
    }
    const names = (await listJoinRequests(body, {})).map((each) => each.clubName)
    expect(names).not.toContain(clubName)
    expect(await trailOf(me.organisation.id)).toEqual([])
  })

  test.each([
    ['coach', false],
    ['welfare_officer', false],
    ['administrator', true],
    ['safeguarding_lead', true],
  ] as const)('may be made by a %s: %s', async (role, may) => {
    const asked = issueJoinCode(at(withRoles(otherBody, role), nextMoment()), {})
    await (may
      ? expect(asked).resolves.toBeTruthy()
      : expect(asked).rejects.toMatchObject({ code: 'not_found' }))
  })

  test('a club has none', async () => {
    const club = await aClub(body)
    await expect(issueJoinCode(withRoles(club, 'administrator'), {})).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('asking', () => {
  test('founds nothing, leaves a trail in the asker’s own record, and is asked once', async () => {
    const { me, clubName } = await aRequest()
    await requestToJoin(at(me, nextMoment()), { code, clubName })
    expect(await organisationsNamed(clubName)).toEqual([])
    expect(await rolesOf(me)).toEqual([])
    expect(await trailOf(me.organisation.id)).toContain('join_request.ask user')
    const waiting = await listJoinRequests(body, {})
    expect(waiting.filter((each) => each.clubName === clubName)).toHaveLength(1)
  })

  test('is for a person in their own record only', async () => {
    const asked = { code, clubName: unique('By a Body') }
    await expect(requestToJoin(otherBody, asked)).rejects.toMatchObject({ code: 'not_found' })
    await expect(requestToJoin(withRoles(otherBody, 'person'), asked)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('the database', () => {
  /** The delivery itself, as the application's role may call it while it acts for somebody. */
  const ask = (ctx: Context, clubName: string) =>
    asRole('app', async (client) => {
      await client.query('begin')
      await client.query("select set_config('app.organisation_id', $1, true)", [
        ctx.organisation.id,
      ])
      await client.query('select request_to_join($1, uuidv7(), $2, $3, $4, now())', [
        joinCodeHash(code),
        clubName,
        'Not Their Name',
        'not.theirs@example.org',
      ])
      await client.query('commit')
    })

  test('knows itself who asks, and takes no other user for them', async () => {
    const me = await aPerson()
    const clubName = unique('In My Name')
    await ask(me, clubName)
    const asked = await asRole('superuser', (client) =>
      client.query('select user_id from join_requests where club_name = $1', [clubName]),
    )
    expect(asked.rows).toEqual([{ user_id: userIdOf(me) }])
  })

  test('lets nobody ask who acts for a club or a body', async () => {
    for (const ctx of [otherBody, await aClub(body)]) {
      await expect(ask(ctx, unique('In No Name'))).rejects.toThrow('only a person asks')
    }
  })
})

describe('answering', () => {
  test('yes founds the club with the asker as its officer, mails them, leaves its trail', async () => {
    const { me, clubName, requestId } = await aRequest()
    const club = await approveJoinRequest(at(body, nextMoment()), { requestId })
    expect(await organisationsNamed(clubName)).toEqual([
      { slug: club.slug, organisation_id: club.organisationId },
    ])
    expect(await rolesOf(me)).toEqual(['welfare_officer'])
    expect(mailTo(emailOf(me)).at(-1)?.text).toContain(club.slug)
    expect(await trailOf(body.organisation.id)).toContain('join_request.approve user')
  })

  test('no founds nothing, mails them, and they may ask again', async () => {
    const { me, clubName, requestId } = await aRequest()
    await declineJoinRequest(at(body, nextMoment()), { requestId })
    expect(await organisationsNamed(clubName)).toEqual([])
    expect(mailTo(emailOf(me))).toHaveLength(1)
    expect(await trailOf(body.organisation.id)).toContain('join_request.decline user')
    await requestToJoin(at(me, nextMoment()), { code, clubName })
    await approveJoinRequest(at(body, nextMoment()), { requestId })
    expect(await organisationsNamed(clubName)).toHaveLength(1)
  })

  test('two answers at once: one counts, the other is a conflict, one club at most', async () => {
    const { clubName, requestId } = await aRequest()
    const done = await Promise.allSettled([
      approveJoinRequest(at(body, nextMoment()), { requestId }),
      approveJoinRequest(at(body, nextMoment()), { requestId }),
      declineJoinRequest(at(body, nextMoment()), { requestId }),
    ])
    expect(done.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    for (const each of done) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict' })
    }
    expect((await organisationsNamed(clubName)).length).toBeLessThanOrEqual(1)
  })

  test('another body’s question is not found, and not listed', async () => {
    const { requestId } = await aRequest()
    const missing = { code: 'not_found' }
    await expect(approveJoinRequest(otherBody, { requestId })).rejects.toMatchObject(missing)
    await expect(declineJoinRequest(otherBody, { requestId })).rejects.toMatchObject(missing)
    const listed = await listJoinRequests(otherBody, {})
    expect(listed.map((each) => each.requestId)).not.toContain(requestId)
  })

  test.each(['coach', 'welfare_officer', 'person', 'auditor'] as const)(
    'is not for a %s',
    async (role) => {
      const { requestId } = await aRequest()
      const asked = withRoles(body, role)
      const missing = { code: 'not_found' }
      await expect(approveJoinRequest(asked, { requestId })).rejects.toMatchObject(missing)
      await expect(declineJoinRequest(asked, { requestId })).rejects.toMatchObject(missing)
      await expect(listJoinRequests(asked, {})).rejects.toMatchObject(missing)
    },
  )
})
