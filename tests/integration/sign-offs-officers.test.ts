import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { answerQuestion } from '#lib/sign-offs/answer-question'
import { beginDrill } from '#lib/sign-offs/begin-drill'
import { chaseSignOffs } from '#lib/sign-offs/chase-sign-offs'
import { getSignOffOf } from '#lib/sign-offs/get-sign-off-of'
import { listSignOffs } from '#lib/sign-offs/list-sign-offs'
import { openSignOff } from '#lib/sign-offs/open-sign-off'
import { toSign } from '#lib/sign-offs/own-sign-offs'
import { prepareSignOff } from '#lib/sign-offs/prepare-sign-off'
import { askAboutSignOff, declineSignOff } from '#lib/sign-offs/say-no-or-ask'
import { sign } from '#lib/sign-offs/sign'
import { signOffsByPolicy } from '#lib/sign-offs/sign-offs-by-policy'
import { signOffsOfCoach } from '#lib/sign-offs/sign-offs-of-coach'
import { checklistOfSession, startChecklist } from '#lib/sign-offs/start-checklist'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, at, withRoles, type Coach } from '../support/contexts'
import { aSession, noticesOf } from '../support/notices'
import {
  aClubThatAsks,
  aPolicy,
  asked,
  askAt,
  day,
  seen,
  signsAt,
  toSignIds,
} from '../support/sign-offs'
import { conflict, notFound } from '../support/statements'
import { trailOf } from '../support/trail-of'

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

describe('the officer', () => {
  test('sees who has not signed, and reminds all who are overdue, nobody twice in a week', async () => {
    const { club, coach, policyId, requestId } = await aClubThatAsks(body)
    const [late, early] = [day(42), day(41)]
    await expect(chaseSignOffs(at(club, early), {})).rejects.toSatisfy(conflict)
    expect(await signOffsByPolicy(at(club, late), {})).toMatchObject([
      { policyId, asked: 1, agreed: 0, overdue: 1, rules: ['G03'] },
    ])
    const both = await Promise.allSettled([
      chaseSignOffs(at(club, late), {}),
      chaseSignOffs(at(club, late), { policyId }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(chaseSignOffs(at(club, day(48)), { requestId })).rejects.toSatisfy(conflict)
    expect(await chaseSignOffs(at(club, day(49)), { requestId })).toBe(1)
    const told = (await noticesOf(coach.me)).filter(({ kind }) => kind === 'sign_off_chased')
    expect(told).toHaveLength(2)
    await signsAt(coach.inClub, requestId, day(49))
    await expect(chaseSignOffs(at(club, day(60)), { requestId })).rejects.toSatisfy(conflict)
    expect(await trailOf(club.organisation.id)).toContain('sign_off.chase user')
  })

  test('keeps in sight what somebody signed: once it is asked anew, and once they have left', async () => {
    const { club, coach, policyId, requestId } = await aClubThatAsks(body)
    const { coachId } = coach
    const signed = (now: Date) =>
      signOffsOfCoach(at(club, now), { coachId }).then((all) =>
        all.map(({ version, state, signed: by }) => [version, state, by !== null]),
      )
    await signsAt(coach.inClub, requestId, day(1))
    expect(await signed(day(1))).toEqual([[1, 'acknowledged', true]])
    await aPolicy(at(club, day(2)), { markdown: '# Code\n\nBe very kind.' }, policyId)
    await askAt(club, day(2))
    const before = [1, 'acknowledged', true]
    expect(await signed(day(2))).toEqual([[2, 'sent', false], before])
    await endCoach(at(club, day(3)), { coachId })
    expect(await signed(day(3))).toEqual([before])
  })

  test('begins the drill, which comes back after a year, and takes all four ticks', async () => {
    const club = await aClub(body)
    const coach = await aCoach(club)
    expect(await beginDrill(at(club, day(0)))).toEqual({ asked: 1 })
    await expect(beginDrill(at(club, day(0)))).rejects.toSatisfy(conflict)
    const [drill = ''] = await toSignIds(coach.inClub, day(0))
    const yes = await seen(at(coach.inClub, day(1)), drill)
    await expect(
      sign(at(coach.inClub, day(1)), { ...yes, ticked: yes.ticked.slice(1) }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    await sign(at(coach.inClub, day(1)), yes)
    await askAt(club, day(360))
    expect(await asked(coach.inClub, day(360))).toEqual([])
    await askAt(club, day(367))
    expect(await asked(coach.inClub, day(367))).toEqual([['The yearly drill', 1, 'sent']])
    expect(await trailOf(club.organisation.id)).toContain('sign_off.begin_drill user')
  })
})

describe('the list before a session', () => {
  test('is its coach’s, one for each time, and takes every tick; the club sees that it was signed', async () => {
    const club = await aClub(body)
    const coach = await aCoach(club)
    const { session: sessionId } = await aSession(club, coach, { startsAt: day(5) })
    const mine = at(coach.inClub, day(5 - 1 / 24))
    const { requestId } = await startChecklist(mine, { sessionId })
    expect(await startChecklist(mine, { sessionId })).toEqual({ requestId })
    const yes = await seen(mine, requestId)
    const some = { ...yes, ticked: yes.ticked.slice(0, -1) }
    await expect(sign(mine, some)).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await checklistOfSession(at(club, day(5)), { sessionId })).toMatchObject({
      signedAt: null,
    })
    await sign(mine, yes)
    expect(await checklistOfSession(at(club, day(5)), { sessionId })).toEqual({
      ...{ requestId, signedAt: mine.now },
    })
    // It is nobody's to chase, and nothing that waits for an answer.
    expect(await signOffsByPolicy(at(club, day(90)), {})).toEqual([])
    await rowsOf('update sessions set starts_at = $2 where id = $1', [sessionId, day(12)])
    const next = await startChecklist(at(coach.inClub, day(12)), { sessionId })
    expect(next.requestId).not.toBe(requestId)
    const other = await aCoach(club, undefined, 'Other Coach')
    for (const ctx of [other.inClub, club, (await aCoach(await aClub(body))).inClub]) {
      await expect(startChecklist(ctx, { sessionId })).rejects.toSatisfy(notFound)
    }
    expect(await trailOf(club.organisation.id)).toContain('sign_off.start_checklist user')
  })
})

describe('who may', () => {
  let made: Awaited<ReturnType<typeof aClubThatAsks>>
  let stranger: Coach
  let elsewhere: Context
  beforeAll(async () => {
    made = await aClubThatAsks(body)
    elsewhere = await aClub(body)
    stranger = await aCoach(elsewhere)
  })

  const own = [
    ['reads', (ctx: Context, id: string) => prepareSignOff(ctx, { requestId: id })],
    ['opens', (ctx: Context, id: string) => openSignOff(ctx, { requestId: id })],
    [
      'signs',
      async (ctx: Context, id: string) => sign(ctx, { ...(await madeUp()), requestId: id }),
    ],
    ['declines', (ctx: Context, id: string) => declineSignOff(ctx, { requestId: id, why: '' })],
    [
      'asks',
      (ctx: Context, id: string) => askAboutSignOff(ctx, { requestId: id, question: 'Why?' }),
    ],
  ] as const
  const madeUp = async () => seen(made.coach.inClub, made.requestId)

  test.each(own)(
    'nobody %s for another: of the club, of another club, as its officer',
    async (_, run) => {
      const other = await aCoach(made.club, undefined, 'Other Coach')
      for (const ctx of [other.inClub, stranger.inClub, elsewhere, made.club, made.coach.me]) {
        await expect(run(ctx, made.requestId)).rejects.toSatisfy(notFound)
      }
      const lead = withRoles(made.coach.inClub, 'safeguarding_lead')
      await expect(run(lead, made.requestId)).rejects.toSatisfy(notFound)
    },
  )

  const officers = [
    ['lists', (ctx: Context) => listSignOffs(ctx, {}).then(({ items }) => items.length)],
    ['counts', (ctx: Context) => signOffsByPolicy(ctx, {}).then((rows) => rows.length)],
  ] as const

  test.each(officers)('only those who keep the register, of their own club: %s', async (_, run) => {
    await expect(run(made.coach.inClub)).rejects.toSatisfy(notFound)
    expect(await run(made.club)).toBeGreaterThan(0)
    expect(await run(elsewhere)).toBe(0)
  })

  test('only an officer of the club reads of, reminds, answers and begins', async () => {
    const { requestId } = made
    for (const ctx of [made.coach.inClub, elsewhere]) {
      await expect(getSignOffOf(ctx, { requestId })).rejects.toSatisfy(notFound)
      await expect(chaseSignOffs(ctx, { requestId })).rejects.toSatisfy(notFound)
      await expect(answerQuestion(ctx, { requestId })).rejects.toSatisfy(notFound)
    }
    await expect(beginDrill(made.coach.inClub)).rejects.toSatisfy(notFound)
    const { coachId } = made.coach
    const other = await aCoach(made.club, undefined, 'Other Coach')
    await expect(signOffsOfCoach(other.inClub, { coachId })).rejects.toSatisfy(notFound)
    expect(await signOffsOfCoach(elsewhere, { coachId })).toEqual([])
    expect(await signOffsOfCoach(made.coach.inClub, { coachId })).toHaveLength(1)
    await expect(beginDrill(body)).rejects.toSatisfy(notFound)
    await expect(toSign(made.club, {})).rejects.toSatisfy(notFound)
  })
})
