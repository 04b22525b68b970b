import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { decideExemption } from '#lib/exemptions/decide-exemption'
import { decideExemptionRequest } from '#lib/exemptions/decide-exemption-request'
import { listExemptionRequests } from '#lib/exemptions/list-exemption-requests'
import { listExemptions } from '#lib/exemptions/list-exemptions'
import { sayExempt } from '#lib/exemptions/say-exempt'
import { withdrawExemption } from '#lib/exemptions/withdraw-exemption'
import { workExemption } from '#lib/exemptions/work-exemption'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { day_ms, today } from '../support/audits'
import { aCheckedCoach, openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, anOfficer, userIdOf, withRoles } from '../support/contexts'
import { adults, eventsOf, key, publishWays, reason } from '../support/exemptions'
import { leaseAt, makeDue, noticesOf, personOf } from '../support/notices'
import { doRules } from '../support/rules'
import { conflict, notFound } from '../support/statements'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'

/** One tier up, where a club has nobody else to agree; and what is said before one lapses. */

let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  await publishWays(body, { exempt: [adults] })
})
afterAll(closeQueue)

const decide = (who: Context, exemptionId: string, decision: 'confirmed' | 'refused') =>
  decideExemption(today(who), { exemptionId, decision })
const withdraw = (who: Context, exemptionId: string) =>
  withdrawExemption(today(who), { exemptionId })
/** What somebody was told of exemptions. */
const told = async (who: Context) =>
  (await noticesOf(await personOf(who))).filter(({ kind }) => kind.startsWith('exemption'))
/** What is due of one by then, done as a worker does it. */
async function workAt({ organisation: { id: of } }: Context, exemptionId: string, then: Date) {
  const held = await leaseAt('exemption', of, exemptionId, then)
  if (!held) return false
  await workExemption(await workerContext('exemption', of, then), exemptionId, held)
  return true
}

describe('where a club has nobody else to agree', () => {
  let alone: CheckedCoach & { club: Context }
  beforeAll(async () => {
    const lone = await aClub(body)
    alone = { ...(await aCheckedCoach(lone)), club: lone }
    openTheDoor(alone)
    await alone.check()
  })
  const sayAlone = (sessionId = alone.sessionId) =>
    sayExempt(today(alone.club), { categoryKey: key, sessionId, reason })
  const kinds = async (who: Context) => (await told(who)).map(({ kind }) => kind)
  const stateOf = async (id: string) =>
    (await listExemptions(today(alone.club), {})).live.find((each) => each.exemptionId === id)

  test('its body does, by facts only, and the club’s worker writes it down', async () => {
    const administrator = await anOfficer(body, 'administrator')
    const id = await sayAlone()
    expect(await stateOf(id)).toMatchObject({ state: 'waiting', above: body.organisation.name })
    for (const who of [body, administrator]) {
      const asked = await told(who)
      expect(asked.map(({ kind }) => kind)).toEqual(['exemption_asked'])
      expect(JSON.stringify(asked)).not.toMatch(/Under 12s|coach_name|Jo Coach/)
    }
    const { waiting } = await listExemptionRequests(today(body), {})
    expect(waiting).toMatchObject([
      { id, reason, category: adults.category, clubName: alone.club.organisation.name },
    ])
    expect(JSON.stringify(waiting)).not.toMatch(/Under 12s|Jo Coach/)
    const decision = { requestId: id, decision: 'confirmed' as const }
    for (const role of ['auditor', 'coach', 'welfare_officer'] as const) {
      const who = withRoles(today(body), role)
      await expect(decideExemptionRequest(who, decision)).rejects.toSatisfy(notFound)
    }
    const other = await aGoverningBody()
    await expect(decideExemptionRequest(today(other), decision)).rejects.toSatisfy(notFound)
    await decideExemptionRequest(today(body), decision)
    expect((await trailOf(body.organisation.id)).at(-1)).toBe('exemption.decide_request user')
    await expect(decideExemptionRequest(today(body), decision)).rejects.toSatisfy(conflict)
    expect(await stateOf(id)).toMatchObject({ state: 'waiting' })
    // What was decided comes first: it is not taken back in between.
    await expect(withdraw(alone.club, id)).rejects.toSatisfy(conflict)
    expect(await workAt(alone.club, id, new Date())).toBe(true)
    const by = `Alex Lead, ${body.organisation.name}`
    expect(await stateOf(id)).toMatchObject({ state: 'in_force', confirmed: { by } })
    expect(await eventsOf(id)).toEqual([
      'said exemption Wendy Officer',
      `confirmed exemption ${by}`,
    ])
    expect(await kinds(alone.club)).toEqual(['exemption_decided'])
    await doRules()
    const [row] = await rowsOf<{ result: string }>(
      `select result from results_current where subject_id = $1 and control = 'Z02'`,
      [alone.sessionId],
    )
    expect(row?.result).toBe('not_applicable')
    await withdraw(alone.club, id)
    const { decided } = await listExemptionRequests(today(body), {})
    expect(decided).toMatchObject([{ id, state: 'withdrawn' }])
  })

  test('an officer who is left with one that waits for the body cannot agree to it', async () => {
    const id = await sayAlone('')
    const late = await anOfficer(alone.club)
    await expect(decide(late, id, 'confirmed')).rejects.toSatisfy(conflict)
    await withdraw(alone.club, id)
    const decision = { requestId: id, decision: 'confirmed' as const }
    await expect(decideExemptionRequest(today(body), decision)).rejects.toSatisfy(conflict)
    expect((await listExemptionRequests(today(body), {})).waiting).toEqual([])
    await rowsOf('update memberships set ends_at = now() where user_id = $1', [userIdOf(late)])
  })

  test('a lead who said it, or whose session it is, does not agree; nor once the club has left', async () => {
    const id = await sayAlone()
    const decision = { requestId: id, decision: 'confirmed' as const }
    for (const concerned of [alone.club, alone.inClub]) {
      const lead = { ...concerned, organisation: body.organisation, coachId: null }
      const asLead = withRoles(today(lead), 'safeguarding_lead')
      await expect(decideExemptionRequest(asLead, decision)).rejects.toSatisfy(conflict)
    }
    await rowsOf(
      `update affiliations set ends_at = now()
       where organisation_id = $1 or other_organisation_id = $1`,
      [alone.club.organisation.id],
    )
    await expect(decideExemptionRequest(today(body), decision)).rejects.toSatisfy(conflict)
    expect((await listExemptionRequests(today(body), {})).waiting).toEqual([])
    expect(await stateOf(id)).toMatchObject({ state: 'waiting' })
    await withdraw(alone.club, id)
    // With nobody above either, nobody could agree.
    await expect(sayAlone()).rejects.toSatisfy(conflict)
  })
})

test('before it lapses who said it and the welfare officers are told, once', async () => {
  const lapsing = await aClub(body)
  const other = await anOfficer(lapsing)
  const said = { categoryKey: key, sessionId: '', reason }
  const id = await sayExempt(today(lapsing), said)
  await decide(other, id, 'confirmed')
  const lapses = async (who: Context) =>
    (await told(who)).filter(({ kind }) => kind === 'exemption_lapses')
  const workOn = (day: number) => workAt(lapsing, id, new Date(Date.now() + day * day_ms))
  expect(await workOn(15)).toBe(false)
  expect(await workOn(17)).toBe(true)
  for (const who of [lapsing, other]) expect(await lapses(who)).toHaveLength(1)
  expect(JSON.stringify(await lapses(other))).toContain('Sessions for adults only')
  await makeDue('exemption', lapsing, id, new Date())
  expect(await workOn(18)).toBe(true)
  expect(await lapses(other)).toHaveLength(1)
  // Once it counts no more, there is nothing to say.
  await withdraw(lapsing, id)
  expect(await workOn(19)).toBe(false)
})
