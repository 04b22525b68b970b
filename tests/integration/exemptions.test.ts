import '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import type { TypedWays } from '#lib/core/profiles/typed-ways'
import { decideExemption } from '#lib/exemptions/decide-exemption'
import { listExemptions } from '#lib/exemptions/list-exemptions'
import { sayExempt } from '#lib/exemptions/say-exempt'
import { withdrawExemption } from '#lib/exemptions/withdraw-exemption'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { getDraft } from '#lib/profiles/get-draft'
import { judgeAgain } from '#lib/profiles/judge-again'
import { publishProfile } from '#lib/profiles/publish-profile'
import { saveDraft } from '#lib/profiles/save-draft'
import { startDraft } from '#lib/profiles/start-draft'
import { day_ms, findingsOf, resultsOf, today } from '../support/audits'
import { aCheckedCoach, openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, anOfficer, at, withRoles } from '../support/contexts'
import { leaseAt } from '../support/notices'
import { adults, eventsOf, key, publishWays, reason } from '../support/exemptions'
import { doRules, lastAsked, typed } from '../support/rules'
import { conflict, notFound } from '../support/statements'
import { prove } from '../support/past'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'

let body: Context
let club: Context
let second: Context
let jo: CheckedCoach

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = await aClub(body)
  second = await anOfficer(club)
  jo = await aCheckedCoach(club)
  openTheDoor(jo)
  await jo.check()
  await publishWays(body, { exempt: [adults] })
})
afterAll(closeQueue)

const say = (who: Context, sessionId = jo.sessionId, categoryKey = key) =>
  sayExempt(today(who), { categoryKey, sessionId, reason })
const decide = (who: Context, exemptionId: string, decision: 'confirmed' | 'refused') =>
  decideExemption(today(who), { exemptionId, decision })
const withdraw = (who: Context, exemptionId: string) =>
  withdrawExemption(today(who), { exemptionId })

const z02 = async () => {
  const [row] = await rowsOf<{ result: string; because: string }>(
    `select result, because from results_current where subject_id = $1 and control = 'Z02'`,
    [jo.sessionId],
  )
  return row
}
describe('a session that belongs where a rule does not apply', () => {
  let exemptionId: string

  test('is said to, and nothing changes until a second person agrees', async () => {
    expect(await z02()).toMatchObject({ result: 'not_met' })
    exemptionId = await say(club)
    await doRules()
    expect(await z02()).toMatchObject({ result: 'not_met' })
    const { live, categories } = await listExemptions(today(second), {})
    expect(categories).toMatchObject([{ key, rules: ['Z02'], reason: 'No child is there.' }])
    expect(live).toMatchObject([{ state: 'waiting', topic: 'Under 12s', notConfirmable: null }])
    expect((await listExemptions(today(club), {})).live).toMatchObject([
      { by: 'You', notConfirmable: 'own_statement' },
    ])
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('exemption.say user')
  })

  test('is agreed to by nobody who said it, and by nobody whose session it is', async () => {
    await expect(decide(club, exemptionId, 'confirmed')).rejects.toSatisfy(conflict)
    const coach = { ...jo.inClub, roles: ['coach', 'welfare_officer'] } as const
    await expect(decide(coach, exemptionId, 'confirmed')).rejects.toSatisfy(conflict)
    expect(await z02()).toMatchObject({ result: 'not_met' })
  })

  test('has the rule not apply, with who said so and why; it is never met, or mended', async () => {
    const asked = lastAsked()
    await decide(second, exemptionId, 'confirmed')
    await doRules()
    expect(lastAsked()).toBe(asked)
    const row = await z02()
    expect(row?.result).toBe('not_applicable')
    for (const said of ['Sessions for adults only', reason, 'Wendy Officer said so', 'agreed.']) {
      expect(row?.because).toContain(said)
    }
    const ofSession = await findingsOf(club, jo.sessionId)
    expect(ofSession.find(({ control }) => control === 'Z02')).toMatchObject({
      ...{ state: 'closed', close_reason: 'rule_withdrawn' },
    })
    // Zoom says the same again: the next check does not bring it back, nor call it mended.
    await jo.check()
    expect(await z02()).toMatchObject({ result: 'not_applicable' })
    expect(await resultsOf(club, jo.connectionId)).toMatchObject({ Z02: 'met' })
  })

  test('is not said twice, and not decided twice', async () => {
    await expect(say(club)).rejects.toSatisfy(conflict)
    await expect(decide(second, exemptionId, 'refused')).rejects.toSatisfy(conflict)
  })

  test('is judged again once it is taken back', async () => {
    await withdraw(club, exemptionId)
    await doRules()
    expect(await z02()).toMatchObject({ result: 'not_met' })
    const ofSession = await findingsOf(club, jo.sessionId)
    expect(ofSession.find(({ control }) => control === 'Z02')).toMatchObject({
      ...{ state: 'open', times_opened: 2 },
    })
    expect(await eventsOf(exemptionId)).toEqual([
      'said exemption Wendy Officer',
      expect.stringMatching(/^confirmed exemption /),
      'withdrawn exemption Wendy Officer',
    ])
    await expect(withdraw(club, exemptionId)).rejects.toSatisfy(conflict)
    // The past, told from what was appended, is as what was kept beside it.
    expect(await prove(club)).toMatchObject({ results: 0, findings: 0 })
    expect((await listExemptions(today(club), {})).ended).toMatchObject([{ state: 'withdrawn' }])
  })

  test('that is refused changes nothing, and can be said again', async () => {
    const refused = await say(club)
    await decide(second, refused, 'refused')
    await doRules()
    expect(await z02()).toMatchObject({ result: 'not_met' })
    expect(await eventsOf(refused)).toHaveLength(2)
  })
})

describe('a whole club that belongs there', () => {
  test('has it not apply anywhere, until its day; then it holds again by itself', async () => {
    const exemptionId = await say(club, '')
    await decide(second, exemptionId, 'confirmed')
    await doRules()
    expect(await z02()).toMatchObject({ result: 'not_applicable' })
    expect(await resultsOf(club, jo.connectionId)).toMatchObject({ Z02: 'not_applicable' })
    const later = new Date(Date.now() + 31 * day_ms)
    const held = await leaseAt('judge-again', club.organisation.id, club.organisation.id, later)
    expect(held).not.toBeNull()
    if (held) {
      const ctx = await workerContext('judge-again', club.organisation.id, later)
      await judgeAgain(ctx, club.organisation.id, held)
    }
    expect(await resultsOf(club, jo.connectionId)).toMatchObject({ Z02: 'met' })
    expect((await eventsOf(exemptionId)).at(-1)).toBe('lapsed exemption nobody')
    const [{ state, ended } = { state: '', ended: false }] = await rowsOf<{
      state: string
      ended: boolean
    }>('select state, ended_at = lapses_at as ended from exemptions where id = $1', [exemptionId])
    expect({ state, ended }).toEqual({ state: 'lapsed', ended: true })
  })

  test('is so only while the rules name it', async () => {
    const exemptionId = await say(club, '')
    await publishWays(body, {})
    await expect(decide(second, exemptionId, 'confirmed')).rejects.toSatisfy(conflict)
    await expect(say(club)).rejects.toSatisfy(conflict)
    expect((await listExemptions(today(club), {})).live).toMatchObject([{ isNamed: false }])
    await publishWays(body, { exempt: [{ ...adults, key }] })
    await decide(second, exemptionId, 'confirmed')
    await doRules()
    expect(await resultsOf(club, jo.connectionId)).toMatchObject({ Z02: 'not_applicable' })
    await publishWays(body, {})
    expect(await resultsOf(club, jo.connectionId)).toMatchObject({ Z02: 'met' })
  })
})

describe('who may', () => {
  test('is an officer of the club, for what is the club’s', async () => {
    await publishWays(body, { exempt: [{ ...adults, key }] })
    const other = await aClub(await aGoverningBody())
    const mine = await say(club)
    for (const role of ['coach', 'auditor', 'safeguarding_lead'] as const) {
      const who = withRoles(second, role)
      await expect(say(who)).rejects.toSatisfy(notFound)
      await expect(decide(who, mine, 'confirmed')).rejects.toSatisfy(notFound)
      await expect(withdraw(who, mine)).rejects.toSatisfy(notFound)
    }
    await expect(decide(other, mine, 'confirmed')).rejects.toSatisfy(notFound)
    await expect(withdraw(other, mine)).rejects.toSatisfy(notFound)
    await expect(say(other)).rejects.toSatisfy(notFound)
    await expect(say(club, randomUUID())).rejects.toSatisfy(notFound)
    expect((await listExemptions(today(jo.inClub), {})).live).toMatchObject([
      { coachName: 'Jo Coach' },
    ])
    expect((await listExemptions(today(other), {})).live).toEqual([])
  })

  test('a club that adds a category of its own is refused: it would ask for less', async () => {
    const { draftId } = await startDraft(today(club), { from: 'current' })
    const { choices } = await getDraft(today(club), {})
    const save = (ways: Partial<TypedWays>) =>
      saveDraft(today(club), {
        ...{ draftId, revision: 1, typed: typed({}, choices) },
        ways: { equivalents: [], exempt: [], notTaken: [], ...ways },
      })
    await expect(save({ exempt: [adults] })).rejects.toMatchObject({ code: 'invalid_input' })
    // Leaving one out asks for more, and so is no trouble.
    expect(await save({ notTaken: [key] })).toEqual({ revision: 2 })
    await publishProfile(today(club), { draftId, revision: 2, inForceFrom: '', note: 'Stricter.' })
    expect((await listExemptions(today(club), {})).categories).toEqual([])
  })
})

test('what was said stays as it was said', async () => {
  await expect(rowsOf('update exemption_events set event = $1', ['said'])).rejects.toThrow(
    /append/i,
  )
  const later = at(club, new Date(Date.now() + day_ms))
  expect((await listExemptions(later, {})).live.length).toBeGreaterThan(0)
})
