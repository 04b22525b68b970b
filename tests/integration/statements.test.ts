import { randomUUID } from 'node:crypto'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import { getCoach } from '#lib/coaches/get-coach'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { noticeWords } from '#lib/core/notices/words'
import { appPool } from '#lib/database/pools'
import { collectPack } from '#lib/evidence-packs/collect-pack'
import { reportSections } from '#lib/evidence-packs/report-sections'
import { inTenant } from '#db/tenant'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { noticeOf } from '#lib/notices/notice-of'
import { readNotice } from '#lib/notices/read-notice'
import { getSession } from '#lib/sessions/get-session'
import { lapseStatement } from '#lib/statements/lapse-statement'
import { listStatements } from '#lib/statements/list-statements'
import { makeStatement } from '#lib/statements/make-statement'
import { prepareStatement } from '#lib/statements/prepare-statement'
import { verifyStatement } from '#lib/statements/verify-statement'
import { withdrawStatement } from '#lib/statements/withdraw-statement'
import { audit, day_ms, doDue, resultsOf, today } from '../support/audits'
import { anAdministrator, connectClubAccount } from '../support/club-accounts'
import { aCheckedCoach, type CheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { listAccountResults } from '#lib/zoom-accounts/list-account-results'
import { aClub, aCoach, aGoverningBody, anOfficer, at, withRoles } from '../support/contexts'
import { dueAt, leaseAt, noticesOf } from '../support/notices'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

const notFound = (error: unknown) => isAppError(error, 'not_found')
const conflict = (error: unknown) => isAppError(error, 'conflict')

async function aCoachWithout() {
  const club = await aClub(body)
  const coach = await aCheckedCoach(club)
  const of = { rule: 'Z22', subjectKind: 'user', subjectId: coach.connectionId } as const
  return { club, coach, of, asCoach: today(coach.inClub) }
}

const yes = { wordsVersion: 1, replaces: null, agreed: 'yes' }

async function stated() {
  const made = await aCoachWithout()
  const statementId = await makeStatement(made.asCoach, { ...made.of, ...yes })
  return { ...made, statementId }
}

type ResultRow = {
  result: string
  proof: string
  statement: string | null
  until: Date | null
  checked_at: Date
}

const resultOf = async ({ connectionId }: Pick<CheckedCoach, 'connectionId'>, control = 'Z22') =>
  (
    await rowsOf<ResultRow>(
      `select result, proof, statement_id as statement, stated_until as until, checked_at
       from results_current where subject_id = $1 and control = $2`,
      [connectionId, control],
    )
  )[0]

/** The changes of a result with what its evidence says, oldest first. */
const changesOf = ({ connectionId }: CheckedCoach) =>
  rowsOf<{ proof: string; statement: string | null; said: string; linked: string | null }>(
    `select c.proof, c.statement_id as statement, e.record::jsonb ->> 'proof' as said,
       e.record::jsonb ->> 'statement' as linked
     from result_changes c join evidence_records e on e.id = c.evidence_record_id
     where c.subject_id = $1 and c.control = 'Z22' order by c.valid_from, c.id`,
    [connectionId],
  )

const rollUpOf = async (club: Context) =>
  (
    await rowsOf<{ stated: number; met: number; could_not_check: number }>(
      'select stated, met, could_not_check from roll_ups where club_organisation_id = $1',
      [club.organisation.id],
    )
  )[0]

/** What is due of a statement, as the worker does it; false where nothing is due then. */
async function lapseAt(club: Context, statementId: string, now: Date): Promise<boolean> {
  const held = await leaseAt('lapse-statement', club.organisation.id, statementId, now)
  if (!held) return false
  const ctx = await workerContext('lapse-statement', club.organisation.id, now)
  await lapseStatement(ctx, statementId, held)
  return true
}

describe('a coach states what Zoom never tells', () => {
  test('in the words that they were shown; it shows as stated, and is counted with nothing met', async () => {
    const { club, coach, of, asCoach } = await aCoachWithout()
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
    const { coach, statementId } = await stated()
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
    const { club, coach } = await stated()
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
    const { coach, statementId } = await stated()
    await coach.check()
    expect(await resultOf(coach)).toMatchObject({ proof: 'stated', statement: statementId })
    expect(await changesOf(coach)).toHaveLength(2)
  })
})

describe('who may state it', () => {
  test('the coach of theirs and nobody else: no officer, no other coach, no other club', async () => {
    const { club, of, asCoach } = await aCoachWithout()
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
    const { of, asCoach, statementId } = await stated()
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
    const { of, asCoach } = await aCoachWithout()
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

describe('a second person', () => {
  test('verifies it, on record; only once, and stated again it is verified no more', async () => {
    const { club, of, asCoach, statementId } = await stated()
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
    const { club, asCoach, statementId } = await stated()
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
  const { club, coach, statementId } = await stated()
  await verifyStatement(today(club), { statementId, agreed: 'yes' })
  const now = Date.now()
  const period = { from: new Date(now - day_ms), until: new Date(now + day_ms) }
  const rows = await inTenant(appPool(), club.organisation.id, (tx) => collectPack(tx, period))
  expect(rows.statements).toMatchObject([
    { id: statementId, by: 'Jo Coach', events: [{ event: 'stated' }, { event: 'verified' }] },
  ])
  const recorded = new Set(rows.records.map(({ id }) => id))
  const named = rows.statements[0]?.events.map((each) => each.evidenceRecordId) ?? []
  expect(named.every((each) => recorded.has(each))).toBe(true)
  const shown = reportSections(period, rows).find(({ heading }) => /stated: 1$/.test(heading))
  expect(shown?.items[0]?.text).toMatch(/Jo Coach stated this on .+ Verified by Wendy Officer on/)
  expect(shown?.items[0]?.lead).toMatch(/^Jo Coach: /)
  const file = rows.changes.findLast(({ subjectId }) => subjectId === coach.connectionId)
  expect(file).toMatchObject({ proof: 'stated', statementId })
})

describe('it ends', () => {
  test('where it is taken back: then nobody knows, and it cannot be taken back twice', async () => {
    const { club, coach, asCoach, statementId } = await stated()
    const elsewhere = today(await aClub(body))
    await expect(withdrawStatement(elsewhere, { statementId })).rejects.toSatisfy(notFound)
    const other = await aCoach(club)
    await expect(withdrawStatement(today(other.inClub), { statementId })).rejects.toSatisfy(
      notFound,
    )
    await withdrawStatement(asCoach, { statementId })
    expect(await resultOf(coach)).toMatchObject({ proof: 'checked', statement: null })
    expect((await changesOf(coach)).map(({ said }) => said)).toEqual([
      'checked',
      'stated',
      'checked',
    ])
    expect(await rollUpOf(club)).toMatchObject({ stated: 0 })
    await expect(withdrawStatement(today(club), { statementId })).rejects.toSatisfy(conflict)
    expect(await dueAt('lapse-statement', statementId)).toBeNull()
    expect(await trailOf(club.organisation.id)).toContain('statement.withdraw user')
  })

  test('by itself: told of two weeks before, once, then lapsed, on record, and above', async () => {
    const { club, coach, asCoach, statementId } = await stated()
    const days = (count: number) => new Date(asCoach.now.getTime() + count * day_ms)
    expect(await lapseAt(club, statementId, days(75))).toBe(false)
    expect(await lapseAt(club, statementId, days(76))).toBe(true)
    const told = (await noticesOf(coach.me)).filter(({ kind }) => kind === 'statement_lapses')
    expect(told).toMatchObject([{ role: 'coach', state: 'waiting' }])
    expect(await resultOf(coach)).toMatchObject({ proof: 'stated' })
    expect(await lapseAt(club, statementId, days(89))).toBe(false)
    expect(await lapseAt(club, statementId, days(90))).toBe(true)
    expect(await resultOf(coach)).toMatchObject({ result: 'could_not_check', proof: 'checked' })
    expect(await rollUpOf(club)).toMatchObject({ stated: 0 })
    const { ended } = await listStatements(today(club), {})
    expect(ended).toMatchObject([{ statementId, state: 'lapsed', endedAt: days(90) }])
    expect(await dueAt('lapse-statement', statementId)).toBeNull()
    expect(await trailOf(club.organisation.id)).toContain('statement.lapse worker')
  })

  test('though no worker has come by: no page calls it stated, and nobody can verify it', async () => {
    const { club, coach, asCoach, statementId } = await stated()
    const late = at(club, new Date(asCoach.now.getTime() + 90 * day_ms))
    const { accounts } = await getCoach(late, { coachId: coach.coachId })
    const row = accounts[0]?.results.find(({ control }) => control === 'Z22')
    expect(row).toMatchObject({ face: 'could_not_check', stated: null })
    expect((await listStatements(late, {})).ended).toMatchObject([{ state: 'lapsed' }])
    await expect(verifyStatement(late, { statementId, agreed: 'yes' })).rejects.toSatisfy(conflict)
  })

  test('though no worker has come by: the next check does not count it either', async () => {
    const { coach, statementId } = await stated()
    await rowsOf('update statements set lapses_at = now() where id = $1', [statementId])
    await coach.check()
    expect(await resultOf(coach)).toMatchObject({ proof: 'checked', statement: null })
  })

  test('the notice leads to the statements, and is not sent once it was stated again', async () => {
    const { club, coach, of, asCoach, statementId } = await stated()
    const soon = new Date(asCoach.now.getTime() + 76 * day_ms)
    await lapseAt(club, statementId, soon)
    const [row] = await rowsOf<Record<string, unknown>>(
      `select id, kind, role, of_name as "ofName", of_slug as "ofSlug",
         subject_kind as "subjectKind", subject_id as "subjectId", facts
       from notices where organisation_id = $1 and kind = 'statement_lapses'`,
      [coach.me.organisation.id],
    )
    const notice = noticeOf(Object(row))
    if (!notice) throw new Error('There is no notice.')
    const { title, action } = noticeWords(notice, soon)
    expect(title).toMatch(/^What you stated for .+ lapses on \d+ \w+ \d{4}$/)
    expect(action.path).toBe(`/${club.organisation.slug}/statements`)
    const person = await workerContext('send-notice', coach.me.organisation.id, soon)
    const stands = async () => (await readNotice(person, { noticeId: String(row?.['id']) }))?.stands
    expect(await stands()).toBe(true)
    await makeStatement(at(asCoach, soon), { ...of, ...yes, replaces: statementId })
    expect(await stands()).toBe(false)
  })
})

test('of what MUST be: the coach is up to date with it, in doubt without it, and so is the club', async () => {
  const { club, coach, of, asCoach } = await aCoachWithout()
  const must = `update results_current set level = 'MUST' where subject_id = $1 and control = 'Z22'`
  await rowsOf(must, [coach.connectionId])
  const standing = async (ctx: Context) =>
    (await getCoach(ctx, { coachId: coach.coachId })).status.state
  expect(await standing(today(club))).toBe('could_not_check')
  const statementId = await makeStatement(asCoach, { ...of, ...yes })
  expect(await standing(today(club))).toBe('up_to_date')
  expect(await rollUpOf(club)).toMatchObject({ could_not_check: 0, stated: 1 })
  expect(await standing(at(club, new Date(asCoach.now.getTime() + 90 * day_ms)))).toBe(
    'could_not_check',
  )
  await withdrawStatement(today(club), { statementId })
  expect(await rollUpOf(club)).toMatchObject({ could_not_check: 1, stated: 0 })
})

test('a reason that passes is never stated, whatever was said before', async () => {
  const { coach, statementId } = await stated()
  sandbox.world.setUserSettings(coach.zoomUserId, {})
  await rowsOf(
    `update results_current set reason = 'zoom_down', proof = 'checked', statement_id = null,
       stated_until = null where subject_id = $1 and control = 'Z22'`,
    [coach.connectionId],
  )
  await withdrawStatement(today(coach.inClub), { statementId })
  expect(await resultOf(coach)).toMatchObject({ proof: 'checked', statement: null })
  await expect(
    rowsOf(
      `update results_current set proof = 'stated', statement_id = $2, stated_until = now()
       where subject_id = $1 and control = 'Z22'`,
      [coach.connectionId, statementId],
    ),
  ).rejects.toThrow(/results_current_stated/)
  await audit(coach.me, coach.connectionId)
  expect(await resultsOf(coach.inClub, coach.connectionId)).toMatchObject({
    Z22: 'could_not_check: not_readable',
  })
})
