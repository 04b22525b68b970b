import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptanceOfFinding } from '#lib/acceptances/acceptance-of-finding'
import { acceptancesAtHome } from '#lib/acceptances/acceptances-at-home'
import { decideAcceptance } from '#lib/acceptances/decide-acceptance'
import { decideRequest } from '#lib/acceptances/decide-request'
import { requestAcceptance } from '#lib/acceptances/request-acceptance'
import { withdrawAcceptance } from '#lib/acceptances/withdraw-acceptance'
import { addCoach } from '#lib/coaches/add-coach'
import type { Context } from '#lib/context'
import { calendarDate } from '#lib/core/dates'
import type { Role } from '#lib/core/permissions'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { acceptance, findingRow, history, kindsTold, one, workAt } from '../support/acceptances'
import {
  aClub,
  aCoach,
  aGoverningBody,
  anOfficer,
  at,
  emailOf,
  nextMoment,
  unique,
  withRoles,
  type Coach,
} from '../support/contexts'
import { asRole } from '../support/database'
import { aSession, dueAt, noticesOf, personOf } from '../support/notices'
import { trailOf } from '../support/trail-of'

const day_ms = 24 * 60 * 60 * 1000
const reason = 'Parents send files by e-mail, and the chat is off.'
const why = 'Agreed: it is only until the new account is there.'

let body: Context
let club: Context
let second: Context
let coach: Coach

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = await aClub(body)
  second = await anOfficer(club)
  coach = await aCoach(club)
})
afterAll(closeQueue)

/** An open finding on advice, of a session that is far off. */
async function aFinding(of = club, whose = coach, level: 'MUST' | 'SHOULD' = 'SHOULD') {
  const startsAt = new Date(nextMoment().getTime() + 40 * day_ms)
  const control = level === 'SHOULD' ? 'Z09' : 'Z02'
  const { finding } = await aSession(of, whose, { startsAt, level, control })
  return finding
}

const now = (ctx: Context) => at(ctx, nextMoment())
const inDays = (ctx: Context, days: number) =>
  calendarDate(new Date(ctx.now.getTime() + days * day_ms))

/** Asked for by the club's first officer, for three weeks. */
async function asked(findingId: string, by = club): Promise<string> {
  const ctx = now(by)
  const input = { findingId, reason, until: inDays(ctx, 21) }
  return (await requestAcceptance(ctx, input)).acceptanceId
}

const approve = (ctx: Context, acceptanceId: string) =>
  decideAcceptance(now(ctx), { acceptanceId, decision: 'approved', why })

describe('a risk', () => {
  test('is accepted by a second person, with history, evidence, trail and news', async () => {
    const findingId = await aFinding()
    const id = await asked(findingId)
    expect(await findingRow(findingId)).toMatchObject({ accepted_until: null, state: 'open' })
    expect(await kindsTold(second)).toContain('acceptance_asked')
    await approve(second, id)
    const { until } = await acceptance(id)
    expect(await findingRow(findingId)).toMatchObject({
      ...{ state: 'open', acceptance_id: id, accepted_until: until },
    })
    expect(await history(id)).toEqual(['requested acceptance', 'approved acceptance'])
    const trail = await trailOf(club.organisation.id)
    expect(trail.filter((line) => line.startsWith('acceptance.')).length).toBeGreaterThan(1)
    expect(await kindsTold(club)).toContain('acceptance_decided')
    expect(await kindsTold(coach.me)).toContain('acceptance_decided')
  })

  test('is refused, and can be asked for again', async () => {
    const findingId = await aFinding()
    const id = await asked(findingId)
    await decideAcceptance(now(second), { acceptanceId: id, decision: 'refused', why })
    expect(await findingRow(findingId)).toMatchObject({ accepted_until: null })
    expect(await history(id)).toEqual(['requested acceptance', 'refused acceptance'])
    await expect(asked(findingId)).resolves.not.toBe(id)
  })

  test('is never accepted by who asked, nor by the coach whose account it is', async () => {
    const id = await asked(await aFinding())
    await expect(approve(club, id)).rejects.toMatchObject({ code: 'conflict' })
    const both = { ...coach.inClub, roles: ['coach', 'welfare_officer'] as const }
    await expect(approve(both, id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await acceptance(id)).toMatchObject({ state: 'requested' })
  })

  test.each<[Role, boolean]>([
    ['welfare_officer', true],
    ['administrator', true],
    ['coach', false],
    ['safeguarding_lead', false],
    ['auditor', false],
  ])('may be asked for by a %s: %s', async (role, may) => {
    const findingId = await aFinding()
    const ctx = withRoles(now(club), role)
    const input = { findingId, reason, until: inDays(ctx, 21) }
    const answer = requestAcceptance(ctx, input)
    await (may
      ? expect(answer).resolves.toMatchObject({ decides: 'club' })
      : expect(answer).rejects.toMatchObject({ code: 'not_found' }))
  })

  test('of a coach whose row is nobody’s yet is not for an officer with its address', async () => {
    const few = await aClub(body, unique('Few'))
    const officer = await anOfficer(few)
    const { coachId } = await addCoach(now(few), {
      ...{ name: 'Olu O.', email: emailOf(officer), teams: '', coachesUnder18sOnline: true },
    })
    const findingId = await aFinding(few, { ...coach, coachId })
    const alone = await asked(findingId, few)
    expect(await acceptance(alone)).toMatchObject({ above_id: body.organisation.id })
    await withdrawAcceptance(now(few), { acceptanceId: alone })
    const third = await anOfficer(few)
    const id = await asked(findingId, few)
    expect(await acceptance(id)).toMatchObject({ above_id: null })
    const ofFinding = (who: Context) => acceptanceOfFinding(now(who), { findingId })
    expect(await ofFinding(officer)).toMatchObject({ decide: 'concerned' })
    expect(await ofFinding(third)).toMatchObject({ decide: 'may' })
    const atHome = async (who: Context) => (await acceptancesAtHome(now(who), {})).toDecide.length
    expect([await atHome(officer), await atHome(third)]).toEqual([0, 1])
    await expect(approve(officer, id)).rejects.toThrow(/Ask another person/)
    await approve(third, id)
    expect(await acceptance(id)).toMatchObject({ state: 'approved' })
  })

  test('of another club is not there', async () => {
    const other = await aClub(body)
    const findingId = await aFinding()
    const id = await asked(findingId)
    for (const answer of [
      () => asked(findingId, other),
      () => approve(other, id),
      () => withdrawAcceptance(now(other), { acceptanceId: id }),
      () => decideRequest(now(body), { requestId: id, decision: 'approved', why }),
    ]) {
      await expect(answer()).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('needs a reason and a day within what the rules allow, and a rule that allows it', async () => {
    const findingId = await aFinding()
    const ask = (change: object) =>
      requestAcceptance(now(club), { findingId, reason, until: inDays(club, 21), ...change })
    await expect(ask({ reason: '  ' })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(ask({ until: inDays(club, 91) })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(ask({ until: inDays(club, -1) })).rejects.toMatchObject({ code: 'invalid_input' })
    const must = await aFinding(club, coach, 'MUST')
    await expect(ask({ findingId: must })).rejects.toMatchObject({ code: 'conflict' })
    await expect(ask({})).resolves.toBeDefined()
    await expect(ask({})).rejects.toMatchObject({ code: 'conflict' })
  })

  test('decided by two people at once has one decision', async () => {
    const third = await anOfficer(club, 'administrator')
    const id = await asked(await aFinding())
    const decisions = await Promise.allSettled([approve(second, id), approve(third, id)])
    expect(decisions.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(decisions.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    })
    expect(await history(id)).toHaveLength(2)
  })
})

describe('an accepted risk', () => {
  test('is told of a week before its end, ends by itself, and counts again', async () => {
    const findingId = await aFinding()
    const id = await asked(findingId)
    await approve(second, id)
    const until = new Date(String((await acceptance(id))['until']))
    expect(await workAt(club, id, new Date(until.getTime() - 8 * day_ms))).toBe(false)
    expect(await workAt(club, id, new Date(until.getTime() - 6 * day_ms))).toBe(true)
    expect(await kindsTold(club)).toContain('acceptance_ending')
    expect(await dueAt('acceptance', id)).toEqual(until)
    // However late the worker is, it ended when its day was over.
    const late = new Date(until.getTime() + day_ms)
    expect(await workAt(club, id, late)).toBe(true)
    expect(await acceptance(id)).toMatchObject({
      ...{ state: 'ended', end_reason: 'time_up', ended_at: until },
    })
    expect(await findingRow(findingId)).toMatchObject({ accepted_until: null, state: 'open' })
    expect(await history(id)).toHaveLength(3)
    expect(await kindsTold(club)).toContain('acceptance_ended')
    expect(await dueAt('acceptance', id)).toBeNull()
  })

  test('is taken back by an officer, once', async () => {
    const findingId = await aFinding()
    const id = await asked(findingId)
    await approve(second, id)
    await withdrawAcceptance(now(club), { acceptanceId: id })
    expect(await findingRow(findingId)).toMatchObject({ accepted_until: null })
    expect(await dueAt('acceptance', id)).toBeNull()
    const again = withdrawAcceptance(now(club), { acceptanceId: id })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    const nowhere = withdrawAcceptance(now(club), { acceptanceId: randomUUID() })
    await expect(nowhere).rejects.toMatchObject({ code: 'not_found' })
  })

  test('cannot be rewritten: its history is append-only', async () => {
    const id = await asked(await aFinding())
    const change = (client: { query: (text: string, values: string[]) => Promise<unknown> }) =>
      client.query(`update acceptance_events set why = 'x' where acceptance_id = $1`, [id])
    await expect(asRole('superuser', change)).rejects.toThrow(/append-only|refuse/i)
  })
})

describe('where a club has nobody else', () => {
  let alone: Context
  let whose: Coach
  beforeAll(async () => {
    alone = await aClub(body, unique('Lone'))
    whose = await aCoach(alone)
  })

  test('its body decides, and the club’s worker writes it down', async () => {
    const administrator = await anOfficer(body, 'administrator')
    const findingId = await aFinding(alone, whose)
    const id = await asked(findingId, alone)
    expect(await acceptance(id)).toMatchObject({ above_id: body.organisation.id })
    expect(await kindsTold(body)).toContain('acceptance_asked')
    const delivered = await one('select * from acceptance_requests where id = $1', id)
    expect(delivered).toMatchObject({ reason, control: 'Z09', state: 'requested' })
    expect(JSON.stringify(delivered)).not.toContain('Ella')
    const told = JSON.stringify(await noticesOf(await personOf(body)))
    expect(told).toContain('acceptance_asked')
    expect(told).not.toContain(whose.coachId)
    expect(told).not.toContain('coach_name')
    expect(await kindsTold(administrator)).toContain('acceptance_asked')
    const decision = { requestId: id, decision: 'approved' as const, why }
    const auditor = decideRequest(withRoles(now(body), 'auditor'), decision)
    await expect(auditor).rejects.toMatchObject({ code: 'not_found' })
    await decideRequest(now(body), decision)
    await expect(decideRequest(now(body), decision)).rejects.toMatchObject({ code: 'conflict' })
    expect(await findingRow(findingId)).toMatchObject({ accepted_until: null })
    const late = withdrawAcceptance(now(alone), { acceptanceId: id })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect(await workAt(alone, id, nextMoment())).toBe(true)
    expect(await findingRow(findingId)).toMatchObject({ acceptance_id: id })
    expect(await acceptance(id)).toMatchObject({ state: 'approved' })
    expect(await history(id)).toEqual(['requested acceptance', 'approved acceptance'])
  })

  test('what the club took back is no longer to be decided', async () => {
    const id = await asked(await aFinding(alone, whose), alone)
    await withdrawAcceptance(now(alone), { acceptanceId: id })
    const late = decideRequest(now(body), { requestId: id, decision: 'approved', why })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a lead who is the coach concerned does not decide', async () => {
    const lead = { ...whose.inClub, ...{ organisation: body.organisation, coachId: null } }
    const id = await asked(await aFinding(alone, whose), alone)
    const own = decideRequest(withRoles(now(lead), 'safeguarding_lead'), {
      ...{ requestId: id, decision: 'approved', why },
    })
    await expect(own).rejects.toMatchObject({ code: 'conflict' })
    expect(await acceptance(id)).toMatchObject({ above_decision: null, state: 'requested' })
  })

  test('a club that has left is no longer its body’s to decide for', async () => {
    const id = await asked(await aFinding(alone, whose), alone)
    await asRole('superuser', (client) =>
      client.query(
        `update affiliations set ends_at = $2
         where organisation_id = $1 or other_organisation_id = $1`,
        [alone.organisation.id, nextMoment()],
      ),
    )
    const late = decideRequest(now(body), { requestId: id, decision: 'approved', why })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect(await acceptance(id)).toMatchObject({ above_decision: null, state: 'requested' })
  })
})
