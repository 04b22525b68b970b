import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { changeCoach } from '#lib/coaches/change-coach'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { systemPool } from '#lib/database/pools'
import { env } from '#lib/env'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { answerAppointment } from '#lib/register/answer-appointment'
import { beginHandover } from '#lib/register/begin-handover'
import { getPerson } from '#lib/register/get-person'
import { offerAppointment } from '#lib/register/offer-appointment'
import { offerClaim } from '#lib/register/offer-claim'
import { ownClaims } from '#lib/register/own-claims'
import { provideCredential } from '#lib/register/provide-credential'
import { registerNews } from '#lib/register/register-facts'
import { resealReference, resealReferences } from '#lib/register/reseal-references'
import { showToVerify } from '#lib/register/show-credential'
import { verifyCredential } from '#lib/register/verify-credential'
import { withdrawCredential } from '#lib/register/withdraw-credential'
import { day_ms, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, at, emailOf, userIdOf, withRoles } from '../support/contexts'
import { asRole } from '../support/database'
import { aBodyThatAsks, aScene, check, daysAgo, openOf, seen } from '../support/register-people'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'

const conflict = (error: unknown) => isAppError(error, 'conflict')

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aBodyThatAsks()
})
afterAll(closeQueue)

describe('a claim that is offered to another club', () => {
  const atTwo = async () => {
    const one = await aScene(body)
    const club = await aClub(body)
    const there = await aCoach(club, today(one.me))
    return { one, two: { club: today(club), asCoach: today(there.inClub), coachId: there.coachId } }
  }

  test('is there as they put it in, verified by nobody; the number opens there, and it is told nowhere', async () => {
    const { one, two } = await atTwo()
    const credentialId = await provideCredential(one.asCoach, { coachId: one.coachId, ...check() })
    await verifyCredential(one.club, { credentialId, ...seen })
    const there = await offerClaim(one.asCoach, two.asCoach, { credentialId, replaces: null })
    const shown = await showToVerify(two.club, { credentialId: there })
    expect(shown.reference).toBe('001234567890')
    expect(shown.row).toMatchObject({ scheme: 'dbs', level: 'enhanced', verifiedAt: null })
    expect((await getPerson(two.club, { coachId: two.coachId })).mayCoach.state).toBe('may_not_yet')
    await expect(
      verifyCredential(
        { ...two.asCoach, roles: ['welfare_officer'] },
        { credentialId: there, ...seen },
      ),
    ).rejects.toSatisfy(conflict)
    await verifyCredential(two.club, { credentialId: there, ...seen })
    const [from, to] = [one.club.organisation, two.club.organisation]
    expect(await trailOf(from.id)).toContain('credential.offer user')
    expect(await trailOf(to.id)).toContain('credential.provide user')
    const naming = await rowsOf(
      `select 1 from trail where detail::text like '%' || $1 || '%' and organisation_id::text = $2
       union all
       select 1 from trail where detail::text like '%' || $2 || '%' and organisation_id::text = $1`,
      [from.id, to.id],
    )
    expect(naming).toEqual([])
  })

  test('takes the place of an older one that was seen, and of nothing that was not', async () => {
    const { one, two } = await atTwo()
    const credentialId = await provideCredential(one.asCoach, { coachId: one.coachId, ...check() })
    const old = check({ issuedOn: daysAgo(400) })
    const older = await provideCredential(two.asCoach, { coachId: two.coachId, ...old })
    const offer = (replaces: string | null) =>
      offerClaim(one.asCoach, two.asCoach, { credentialId, replaces })
    await expect(offer(null)).rejects.toSatisfy(conflict)
    await offer(older)
    await expect(offer(older)).rejects.toSatisfy(conflict)
    await withdrawCredential(one.asCoach, { credentialId })
    await expect(offer(null)).rejects.toSatisfy(conflict)
  })

  test('is one’s own, between one’s own clubs, and nobody else’s', async () => {
    const { one, two } = await atTwo()
    const stranger = await aScene(body)
    const credentialId = await provideCredential(one.asCoach, { coachId: one.coachId, ...check() })
    const offer = (from: Context, to: Context) =>
      offerClaim(from, to, { credentialId, replaces: null })
    const wrong = [
      { from: one.asCoach, to: stranger.asCoach },
      { from: one.asCoach, to: one.asCoach },
      { from: stranger.asCoach, to: two.asCoach },
      { from: one.club, to: two.asCoach },
      { from: two.asCoach, to: one.asCoach },
      { from: one.asCoach, to: two.club },
    ]
    for (const { from, to } of wrong) {
      await expect(offer(from, to)).rejects.toMatchObject({ code: 'not_found' })
    }
    const own = await ownClaims(one.asCoach, {})
    expect(own).toMatchObject([{ credentialId, kind: 'record_check', issuedOn: daysAgo(100) }])
    expect(await ownClaims(one.club, {})).toEqual([])
  })
})

test('a team without a named coach is the club’s to mend, and closes once one is named', async () => {
  const { club, coachId, asCoach } = await aScene(body)
  const clubId = club.organisation.id
  const known = { name: 'Jo Coach', email: emailOf(asCoach), coachesUnder18sOnline: true }
  await changeCoach(club, { coachId, ...known, teams: 'Under 12s', coaching: false })
  expect(await openOf(club, clubId)).toContain('P11')
  const found = await rowsOf(
    `select because from results_current where subject_id = $1 and control = 'P11'`,
    [clubId],
  )
  expect(found).toEqual([{ because: 'No coach is named for Under 12s.' }])
  await changeCoach(club, { coachId, ...known, teams: 'Under 12s', coaching: true })
  expect(await openOf(club, clubId)).not.toContain('P11')
})

describe('a handover', () => {
  const days = (count: number) => daysAgo(-count)
  const aHandover = async () => {
    const { club, coachId, asCoach } = await aScene(body)
    const next = await aCoach(at(club, club.now), undefined, 'Nia Next')
    const role = { role: 'welfare_officer', team: '', startsOn: null, endsOn: null } as const
    const appointmentId = await offerAppointment(club, { coachId, ...role })
    await answerAppointment(asCoach, { appointmentId, answer: 'yes' })
    const begin = (differs: object = {}, ctx: Context = club) =>
      beginHandover(ctx, { appointmentId, toCoachId: next.coachId, lastDay: days(20), ...differs })
    return { club, coachId, asCoach, appointmentId, begin, next }
  }
  const news = async (club: Context) =>
    (await registerNews(club, {})).warnings.map(({ words }) => words).join(' ')

  test('gives both the role until its last day; then the old one is told to be let go', async () => {
    const { club, coachId, asCoach, begin, next } = await aHandover()
    const offered = await begin()
    expect(await news(club)).toContain('Nia Next has not said yes yet.')
    await answerAppointment(today(next.inClub), { appointmentId: offered, answer: 'yes' })
    expect(await news(club)).toMatch(/hands over to Nia Next. Both look after welfare until/)
    const held = async (id: string, ctx: Context) =>
      (await getPerson(ctx, { coachId: id })).appointments.map(({ state }) => state)
    expect([await held(coachId, club), await held(next.coachId, club)]).toEqual([
      ['held'],
      ['held'],
    ])
    const seenBy = async (ctx: Context, id: string) =>
      (await getPerson(ctx, { coachId: id })).appointments.map(({ handover }) => handover)
    expect(await seenBy(asCoach, coachId)).toEqual([{ name: 'Nia Next', isNext: true }])
    expect(await seenBy(today(next.inClub), next.coachId)).toEqual([
      { name: 'Jo Coach', isNext: false },
    ])
    const after = at(club, new Date(Date.now() + 21 * day_ms))
    expect([await held(coachId, after), await held(next.coachId, after)]).toEqual([
      ...[['ended'], ['held']],
    ])
    expect(await news(after)).not.toContain('still sees these pages')
    await rowsOf(
      `update memberships set role = 'welfare_officer' where user_id = $1 and organisation_id = $2`,
      [userIdOf(asCoach), club.organisation.id],
    )
    expect(await news(after)).toContain('Jo Coach does not look after welfare any more')
    expect(await trailOf(club.organisation.id)).toContain('appointment.hand_over user')
  })

  test('is begun once, to somebody else who is there, for a day to come', async () => {
    const { club, coachId, begin } = await aHandover()
    const invalid = { code: 'invalid_input' }
    await expect(begin({ toCoachId: coachId })).rejects.toMatchObject(invalid)
    await expect(begin({ toCoachId: '' })).rejects.toMatchObject(invalid)
    await expect(begin({ lastDay: days(-1) })).rejects.toMatchObject(invalid)
    await expect(begin({ lastDay: '' })).rejects.toMatchObject(invalid)
    await begin()
    await expect(begin()).rejects.toSatisfy(conflict)
    const later = at(club, new Date(Date.now() + 21 * day_ms))
    await expect(begin({ lastDay: days(40) }, later)).rejects.toSatisfy(conflict)
  })

  test('is not begun by who may not, nor in another club', async () => {
    const { club, asCoach, begin, next } = await aHandover()
    const notFound = { code: 'not_found' }
    const elsewhere = await aClub(body)
    const others = [asCoach, withRoles(club, 'auditor'), withRoles(club, 'worker'), elsewhere]
    for (const ctx of others) await expect(begin({}, ctx)).rejects.toMatchObject(notFound)
    await expect(begin({ toCoachId: randomUUID() })).rejects.toMatchObject(notFound)
    await endCoach(club, { coachId: next.coachId })
    await expect(begin()).rejects.toSatisfy(conflict)
  })
})

describe('the number of a credential', () => {
  const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
  const old = key('test', 7)
  const newer = key('newer', 8)
  afterEach(() => {
    env().TOUCHLINE_SEALING_KEYS = old
  })

  test('is sealed anew under a new key, after which the old one can go', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    env().TOUCHLINE_SEALING_KEYS = [newer, old].join(',')
    while ((await resealReferences(new Date())) > 0);
    const under = await systemPool().query<{ key_id: string }>('select * from tokens_by_key()')
    expect(under.rows.map(({ key_id }) => key_id)).toEqual(['newer'])
    env().TOUCHLINE_SEALING_KEYS = newer
    expect((await showToVerify(club, { credentialId })).reference).toBe('001234567890')
    expect(await trailOf(club.organisation.id)).toContain('credential.reseal worker')
  })

  test('is sealed anew by a worker alone, and of one that is not there nothing is', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const credentialId = await provideCredential(asCoach, { coachId, ...check({ reference: '' }) })
    const worker = await workerContext('erase-reference', club.organisation.id, new Date())
    await expect(resealReference(worker, { credentialId })).rejects.toSatisfy(conflict)
    await expect(resealReference(worker, { credentialId: randomUUID() })).rejects.toSatisfy(
      conflict,
    )
    await expect(resealReference(club, { credentialId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('is emptied by nobody but who erases it in its time', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    await expect(
      asRole('app', async (client) => {
        await client.query("select set_config('app.organisation_id', $1, false)", [
          club.organisation.id,
        ])
        await client.query(
          'update credentials set reference_sealed = null, reference_key_id = null where id = $1',
          [credentialId],
        )
      }),
    ).rejects.toThrow('only sealed anew')
  })
})
