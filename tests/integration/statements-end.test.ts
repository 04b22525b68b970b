import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getCoach } from '#lib/coaches/get-coach'
import type { Context } from '#lib/context'
import { noticeWords } from '#lib/core/notices/words'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { noticeOf } from '#lib/notices/notice-of'
import { readNotice } from '#lib/notices/read-notice'
import { getStatement } from '#lib/statements/get-statement'
import { listStatements } from '#lib/statements/list-statements'
import { makeStatement } from '#lib/statements/make-statement'
import { verifyStatement } from '#lib/statements/verify-statement'
import { withdrawStatement } from '#lib/statements/withdraw-statement'
import { audit, day_ms, resultsOf, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, at } from '../support/contexts'
import { dueAt, noticesOf } from '../support/notices'
import { doRules, publish } from '../support/rules'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'
import {
  aCoachWithout,
  changesOf,
  conflict,
  lapseAt,
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

describe('it ends', () => {
  test('where it is taken back: then nobody knows, and it cannot be taken back twice', async () => {
    const { club, coach, asCoach, statementId } = await stated(body)
    const elsewhere = today(await aClub(body))
    await expect(withdrawStatement(elsewhere, { statementId })).rejects.toSatisfy(notFound)
    await expect(getStatement(elsewhere, { statementId })).rejects.toSatisfy(notFound)
    const other = await aCoach(club)
    await expect(withdrawStatement(today(other.inClub), { statementId })).rejects.toSatisfy(
      notFound,
    )
    await expect(getStatement(today(other.inClub), { statementId })).rejects.toSatisfy(notFound)
    expect(await getStatement(asCoach, { statementId })).toMatchObject({ by: 'You' })
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
    const { club, coach, asCoach, statementId } = await stated(body)
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
    const { club, coach, asCoach, statementId } = await stated(body)
    const late = at(club, new Date(asCoach.now.getTime() + 90 * day_ms))
    const { accounts } = await getCoach(late, { coachId: coach.coachId })
    const row = accounts[0]?.results.find(({ control }) => control === 'Z22')
    expect(row).toMatchObject({ face: 'could_not_check', stated: null })
    expect((await listStatements(late, {})).ended).toMatchObject([{ state: 'lapsed' }])
    await expect(verifyStatement(late, { statementId, agreed: 'yes' })).rejects.toSatisfy(conflict)
  })

  test('though no worker has come by: the next check does not count it either', async () => {
    const { coach, statementId } = await stated(body)
    await rowsOf('update statements set lapses_at = now() where id = $1', [statementId])
    await coach.check()
    expect(await resultOf(coach)).toMatchObject({ proof: 'checked', statement: null })
  })

  test('sooner, where the body takes a statement for less long from now on, or for none', async () => {
    const strict = await aGoverningBody()
    const { club, coach, asCoach } = await stated(strict)
    const days = (count: number) => new Date(asCoach.now.getTime() + count * day_ms)
    expect(await resultOf(coach)).toMatchObject({ until: days(90) })
    await publish(strict, { Z22: { statement_days: '30' } })
    await doRules()
    expect(await resultOf(coach)).toMatchObject({ proof: 'stated', until: days(30) })
    const facesAt = async (then: Date) =>
      (await getCoach(at(club, then), coach)).accounts
        .flatMap(({ results }) => results)
        .filter(({ control }) => control === 'Z22')
    expect(await facesAt(days(29))).toMatchObject([{ stated: { until: days(30) } }])
    expect(await facesAt(days(31))).toMatchObject([{ face: 'could_not_check', stated: null }])
    await publish(strict, { Z22: { statement_days: '' } })
    await doRules()
    expect(await resultOf(coach)).toMatchObject({ proof: 'checked', statement: null })
  })

  test('the notice leads to the statements, and is not sent once it was stated again', async () => {
    const { club, coach, of, asCoach, statementId } = await stated(body)
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
  const { club, coach, of, asCoach } = await aCoachWithout(body)
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
  const { coach, statementId } = await stated(body)
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
