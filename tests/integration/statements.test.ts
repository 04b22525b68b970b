import { randomUUID } from 'node:crypto'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import { getCoach } from '#lib/coaches/get-coach'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { controlIds } from '#lib/core/results'
import { appPool } from '#lib/database/pools'
import { collectPack } from '#lib/evidence-packs/collect-pack'
import { reportSections } from '#lib/evidence-packs/report-sections'
import { inTenant } from '#db/tenant'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { getSession } from '#lib/sessions/get-session'
import { listStatements } from '#lib/statements/list-statements'
import { makeStatement } from '#lib/statements/make-statement'
import { prepareStatement } from '#lib/statements/prepare-statement'
import { verifyStatement } from '#lib/statements/verify-statement'
import { day_ms, doDue, today } from '../support/audits'
import { anAdministrator, connectClubAccount } from '../support/club-accounts'
import { rowsOf } from '../support/connections'
import { listAccountResults } from '#lib/zoom-accounts/list-account-results'
import { aClub, aCoach, aGoverningBody, anOfficer, at, withRoles } from '../support/contexts'
import { doRules, publish } from '../support/rules'
import { trailOf } from '../support/trail-of'
import {
  aCoachWithout,
  changesOf,
  conflict,
  notFound,
  resultOf,
  rollUpOf,
  stated,
  yes,
} from '../support/statements'

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

describe('a coach states what Zoom never tells', () => {
  test('in the words that they were shown; it shows as stated, and is counted with nothing met', async () => {
    const { club, coach, of, asCoach } = await aCoachWithout(body)
    const before = await rollUpOf(club)
    const { words, replaces } = await prepareStatement(asCoach, of)
    expect(replaces).toBeNull()
    const statementId = await makeStatement(asCoach, { ...of, ...yes })
    const row = await resultOf(coach)
    expect(row).toMatchObject({
      ...{ result: 'could_not_check', proof: 'stated', statement: statementId },
      until: new Date(asCoach.now.getTime() + 90 * day_ms),
    })
    const [listed] = (await listStatements(today(club), {})).inForce
    expect(listed).toMatchObject({ statementId, words: words.text, by: 'Jo Coach', verified: null })
    expect(await rollUpOf(club)).toEqual({ ...before, stated: (before?.stated ?? 0) + 1 })
    expect(await trailOf(club.organisation.id)).toContain('statement.make user')
  })

  test('and its evidence names the statement, whose own record has its words', async () => {
    const { coach, statementId } = await stated(body)
    expect((await changesOf(coach)).map(({ said, linked }) => [said, linked])).toEqual([
      ['checked', null],
      ['stated', statementId],
    ])
    const records = await rowsOf<{ event: string; words: string; at: string }>(
      `select r ->> 'event' as event, r ->> 'words' as words from (
         select record::jsonb as r from evidence_records where kind = 'statement') x
       where r ->> 'statement' = $1`,
      [statementId],
    )
    expect(records).toEqual([
      { event: 'stated', words: expect.stringMatching(/^I have looked in Zoom/) },
    ])
  })

  test('pages show whose word it is, beside the rule; the reader’s own as theirs', async () => {
    const { club, coach } = await stated(body)
    const rowFor = async (ctx: Context) => {
      const { accounts } = await getCoach(today(ctx), { coachId: coach.coachId })
      return accounts[0]?.results.find(({ control }) => control === 'Z22')
    }
    expect(await rowFor(coach.inClub)).toMatchObject({
      ...{ face: 'stated', mayState: true },
      stated: { by: 'You', verified: null },
    })
    expect(await rowFor(club)).toMatchObject({ mayState: false, stated: { by: 'Jo Coach' } })
    const session = await getSession(today(club), { sessionId: coach.sessionId })
    expect(session.fromAccount.find(({ control }) => control === 'Z22')?.face).toBe('stated')
  })

  test('the next checks leave it so, and write nothing new of it', async () => {
    const { coach, statementId } = await stated(body)
    await coach.check()
    expect(await resultOf(coach)).toMatchObject({ proof: 'stated', statement: statementId })
    expect(await changesOf(coach)).toHaveLength(2)
  })
})

describe('who may state it', () => {
  test('the coach of theirs and nobody else: no officer, no other coach, no other club', async () => {
    const { club, of, asCoach } = await aCoachWithout(body)
    const other = await aCoach(club)
    const strangers = [club, other.inClub, await aClub(body), await anOfficer(club)]
    for (const ctx of strangers) {
      await expect(makeStatement(today(ctx), { ...of, ...yes })).rejects.toSatisfy(notFound)
      await expect(prepareStatement(today(ctx), of)).rejects.toSatisfy(notFound)
    }
    for (const role of ['person', 'safeguarding_lead', 'auditor', 'worker', 'server'] as const) {
      const ctx = withRoles(asCoach, role)
      await expect(makeStatement(ctx, { ...of, ...yes })).rejects.toSatisfy(notFound)
      await expect(listStatements(ctx, {})).rejects.toSatisfy(notFound)
    }
  })

  test('not without the tick, in other words than were shown, or over what one has not seen', async () => {
    const { of, asCoach, statementId } = await stated(body)
    const refused = (input: object, check: (error: unknown) => boolean) =>
      expect(makeStatement(asCoach, { ...of, ...yes, ...input })).rejects.toSatisfy(check)
    await refused({ agreed: '', replaces: statementId }, (each) =>
      isAppError(each, 'invalid_input'),
    )
    await refused({ wordsVersion: 0, replaces: statementId }, conflict)
    await refused({ replaces: null }, conflict)
    await refused({ replaces: randomUUID() }, conflict)
  })

  test('nothing that Zoom tells, and nothing that the rules take no statement for', async () => {
    const { of, asCoach } = await aCoachWithout(body)
    await expect(makeStatement(asCoach, { ...of, ...yes, rule: 'Z02' })).rejects.toSatisfy(conflict)
    await expect(makeStatement(asCoach, { ...of, ...yes, rule: 'M17' })).rejects.toSatisfy(conflict)
  })
})

describe('an officer states for the club’s own account', () => {
  const admits = (admitType: 2 | null) => ({
    'meeting_security.waiting_room_options.admit_type': admitType,
  })

  test('what Zoom does not tell of it; once Zoom tells, only that counts', async () => {
    const club = await aClub(body)
    const admin = anAdministrator()
    sandbox.world.setAccountSettings(admin.accountId, admits(null))
    const connectionId = await connectClubAccount(club, admin.id)
    await doDue()
    const of = { rule: 'Z22', subjectKind: 'account', subjectId: connectionId } as const
    const coach = await aCoach(club)
    await expect(makeStatement(today(coach.inClub), { ...of, ...yes })).rejects.toSatisfy(notFound)
    await makeStatement(today(club), { ...of, ...yes })
    expect(await resultOf({ connectionId })).toMatchObject({ proof: 'stated' })
    expect((await listStatements(today(coach.inClub), {})).inForce).toEqual([])
    const { subjects } = await listAccountResults(today(club), {})
    const row = subjects[0]?.rows.find(({ control }) => control === 'Z22')
    expect(row).toMatchObject({ face: 'stated', stated: { by: 'You' }, mayState: true })
    sandbox.world.setAccountSettings(admin.accountId, admits(2))
    await startAudit(today(club), { connectionId })
    await doDue()
    const told = { result: 'met', proof: 'checked', statement: null, until: null }
    expect(await resultOf({ connectionId })).toMatchObject(told)
    await expect(makeStatement(today(club), { ...of, ...yes })).rejects.toSatisfy(conflict)
  })
})

describe('what no Zoom ever tells', () => {
  test('a body asks for; its club sees it asked, states it, and until when; nothing turns red', async () => {
    const asking = await aGoverningBody()
    const club = await aClub(asking)
    const { asked: before } = await listStatements(today(club), {})
    expect(before.map(({ rule }) => rule)).not.toContain('A02')
    const of = { rule: 'A02', subjectKind: 'club', subjectId: club.organisation.id } as const
    await expect(makeStatement(today(club), { ...of, ...yes })).rejects.toSatisfy(conflict)
    const rolledUp = await rollUpOf(club)
    await publish(asking, { A02: { level: 'MUST', statement_days: '30' } })
    await doRules()
    const asksOf = async (ctx: Context) =>
      (await listStatements(ctx, {})).asked.find(({ rule }) => rule === 'A02')
    const none = { by: null, at: null, verifiedBy: null, until: null }
    const alone = { restsOn: null, exempt: null, policy: null }
    const asked = { rule: 'A02', level: 'MUST', lasts_days: 30, ...alone }
    expect(await asksOf(today(club))).toEqual({ ...asked, ...none, state: 'not_stated' })
    expect(await rollUpOf(club)).toEqual(rolledUp)
    const first = today(club)
    const statementId = await makeStatement(first, { ...of, ...yes })
    const until = new Date(first.now.getTime() + 30 * day_ms)
    const counts = { ...asked, at: first.now, until, state: 'stated', verifiedBy: null }
    expect(await asksOf(today(club))).toEqual({ ...counts, by: 'You' })
    const other = await anOfficer(club)
    expect(await asksOf(today(other))).toEqual({ ...counts, by: 'Wendy Officer' })
    expect(await asksOf(at(club, until))).toEqual({ ...counts, by: 'You', state: 'lapsed' })
    await verifyStatement(today(other), { statementId, agreed: 'yes' })
    expect(await asksOf(today(club))).toMatchObject({
      state: 'verified',
      verifiedBy: 'Olu Officer',
    })
    expect(await rollUpOf(club)).toEqual(rolledUp)
    expect((await listStatements(today((await aCoach(club)).inClub), {})).asked).toEqual([])
  })

  test('the rules that come with us announce: not stated yet, advice until its day, and no finding', async () => {
    const club = await aClub(await aGoverningBody())
    const asked = async () =>
      new Map((await listStatements(today(club), {})).asked.map((each) => [each.rule, each]))
    const before = await asked()
    expect([...before.keys()]).toEqual(expect.arrayContaining(['M02', 'M06', 'M17', 'G03', 'I01']))
    for (const [rule, { level, state, countsFrom }] of before) {
      expect([rule, level, state]).toEqual([rule, 'SHOULD', 'not_stated'])
      expect([undefined, '2027-03-01'], rule).toContain(countsFrom)
    }
    const of = { rule: 'M02', subjectKind: 'club', subjectId: club.organisation.id } as const
    await makeStatement(today(club), { ...of, ...yes })
    expect((await asked()).get('M02')).toMatchObject({ state: 'stated', by: 'You' })
    const found = 'select 1 from findings where organisation_id = $1'
    expect(await rowsOf(found, [club.organisation.id])).toEqual([])
  })

  test('a body cannot ask for alone: with nothing to look at, nothing would ever be found', async () => {
    const asking = await aGoverningBody()
    const none = Object.fromEntries(controlIds.map((id) => [id, { level: '' }]))
    await expect(publish(asking, { ...none, G01: { level: 'MUST' } })).rejects.toSatisfy((error) =>
      isAppError(error, 'invalid_input'),
    )
  })
})

describe('a second person', () => {
  test('verifies it, on record; only once, and stated again it is verified no more', async () => {
    const { club, of, asCoach, statementId } = await stated(body)
    const verify = { statementId, agreed: 'yes' }
    await verifyStatement(today(club), verify)
    const [listed] = (await listStatements(asCoach, {})).inForce
    expect(listed).toMatchObject({ verified: { by: 'Wendy Officer' }, by: 'You' })
    await expect(verifyStatement(today(await anOfficer(club)), verify)).rejects.toSatisfy(conflict)
    const next = await makeStatement(today(asCoach), { ...of, ...yes, replaces: statementId })
    const { inForce, ended } = await listStatements(today(club), {})
    expect(inForce).toMatchObject([{ statementId: next, verified: null, notVerifiable: null }])
    expect(ended).toMatchObject([{ statementId, state: 'replaced' }])
    expect(await trailOf(club.organisation.id)).toContain('statement.verify user')
    const events = await rowsOf<{ event: string }>(
      'select event from statement_events where statement_id = $1 order by recorded_at, id',
      [statementId],
    )
    expect(events.map(({ event }) => event)).toEqual(['stated', 'verified', 'replaced'])
  })

  test('is never who said it, nor whom it is about, whatever posts they hold', async () => {
    const { club, asCoach, statementId } = await stated(body)
    const verify = { statementId, agreed: 'yes' }
    await expect(verifyStatement(asCoach, verify)).rejects.toSatisfy(notFound)
    const both = withRoles(asCoach, 'coach', 'welfare_officer')
    await expect(verifyStatement(both, verify)).rejects.toSatisfy(conflict)
    await rowsOf('update statements set stated_by = $2 where id = $1', [statementId, randomUUID()])
    await expect(verifyStatement(both, verify)).rejects.toSatisfy(conflict)
    expect((await listStatements(both, {})).inForce).toMatchObject([
      { notVerifiable: 'own_subject' },
    ])
    await expect(verifyStatement(today(await aClub(body)), verify)).rejects.toSatisfy(notFound)
    await expect(verifyStatement(today(club), { statementId, agreed: '' })).rejects.toSatisfy(
      (each) => isAppError(each, 'invalid_input'),
    )
  })
})

test('a pack has the statement with its words, its events, and a record of each', async () => {
  const { club, coach, statementId } = await stated(body)
  await verifyStatement(today(club), { statementId, agreed: 'yes' })
  const now = Date.now()
  const period = { from: new Date(now - day_ms), until: new Date(now + day_ms) }
  const rows = await inTenant(appPool(), club.organisation.id, (tx) =>
    collectPack(tx, club, period),
  )
  expect(rows.statements).toMatchObject([
    { id: statementId, by: 'Jo Coach', events: [{ event: 'stated' }, { event: 'verified' }] },
  ])
  const recorded = new Set(rows.records.map(({ id }) => id))
  const named = rows.statements[0]?.events.map((each) => each.evidenceRecordId) ?? []
  expect(named.every((each) => recorded.has(each))).toBe(true)
  const shown = reportSections(period, rows, false).find(({ heading }) =>
    /stated: 1$/.test(heading),
  )
  expect(shown?.items[0]?.text).toMatch(/Jo Coach stated this on .+ Verified by Wendy Officer on/)
  expect(shown?.items[0]?.lead).toMatch(/^Jo Coach: /)
  const file = rows.changes.findLast(({ subjectId }) => subjectId === coach.connectionId)
  expect(file).toMatchObject({ proof: 'stated', statementId })
})
