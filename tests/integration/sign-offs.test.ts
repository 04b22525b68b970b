import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endCoach } from '#lib/coaches/end-coach'
import { addCoach } from '#lib/coaches/add-coach'
import type { Context } from '#lib/context'
import { askingLimits } from '#lib/core/asking-limits'
import { isAppError } from '#lib/core/errors'
import { evidenceHashes, sha256Hex } from '#lib/core/sha256'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { adoptPolicy } from '#lib/policies/adopt-policy'
import { withdrawPolicy } from '#lib/policies/withdraw-policy'
import { answerQuestion } from '#lib/sign-offs/answer-question'
import { eraseOrigin } from '#lib/sign-offs/erase-origin'
import { getSignOffOf } from '#lib/sign-offs/get-sign-off-of'
import { listSignOffs } from '#lib/sign-offs/list-sign-offs'
import { openSignOff } from '#lib/sign-offs/open-sign-off'
import { ownSignOffs } from '#lib/sign-offs/own-sign-offs'
import { prepareSignOff } from '#lib/sign-offs/prepare-sign-off'
import { askAboutSignOff, declineSignOff } from '#lib/sign-offs/say-no-or-ask'
import { sign } from '#lib/sign-offs/sign'
import { brokenAt } from '../support/break-queries'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson, at, userIdOf } from '../support/contexts'
import { leaseAt, noticesOf, personOf, sendDueAt } from '../support/notices'
import {
  aClubThatAsks,
  aPolicy,
  asked,
  askAt,
  countsOfSigning,
  day,
  seen,
  signsAt,
  toSignIds,
  versionsOf,
} from '../support/sign-offs'
import { conflict } from '../support/statements'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

describe('asking', () => {
  test('a club that adopts a policy asks everybody whom it is for, once, and tells them once', async () => {
    const [club, policyId] = [await aClub(body), await aPolicy(at(body, day(0)))]
    const coach = await aCoach(club)
    expect(await askAt(club, day(1))).toBeGreaterThan(0)
    expect(await asked(coach.inClub, day(1))).toEqual([])
    const [version] = await versionsOf(club, policyId)
    await adoptPolicy(at(club, day(1)), { versionId: version?.id ?? '', agreed: 'yes' })
    expect(await askAt(club, day(1))).toBe(1)
    expect(await asked(coach.inClub, day(1))).toEqual([['Code of conduct', 1, 'sent']])
    // The day after it looks again, and changes nothing.
    expect(await askAt(club, day(2))).toBe(1)
    expect(await asked(coach.inClub, day(2))).toHaveLength(1)
    const told = (await noticesOf(coach.me)).filter(({ kind }) => kind === 'sign_off_asked')
    expect(told).toHaveLength(1)
    expect(await trailOf(club.organisation.id)).toContain('sign_off.ask worker')
  })

  test('two clubs ask the same person twice, each for itself', async () => {
    const policyId = await aPolicy(at(body, day(0)))
    const me = await aPerson('Two Clubs')
    for (const club of [await aClub(body), await aClub(body)]) {
      const { inClub } = await aCoach(club, me)
      const [version] = await versionsOf(club, policyId)
      await adoptPolicy(at(club, day(0)), { versionId: version?.id ?? '', agreed: 'yes' })
      await askAt(club, day(0))
      expect(await asked(inClub, day(0))).toContainEqual(['Code of conduct', 1, 'sent'])
    }
  })

  test('who joins is asked then; who has not taken their place is not told yet', async () => {
    const { club } = await aClubThatAsks(body)
    const later = await aCoach(club, undefined, 'Late Comer')
    await addCoach(at(club, day(1)), {
      ...{ name: 'Not Here', email: 'not.here@example.org', teams: '' },
      coachesUnder18sOnline: true,
    })
    await askAt(club, day(1))
    expect(await asked(later.inClub, day(1))).toHaveLength(1)
    const { items } = await listSignOffs(at(club, day(1)), {})
    expect(items.find(({ coachName }) => coachName === 'Not Here')?.state).toBe('not_sent')
  })

  test('a material version asks again and takes the place of the one before; a minor one does neither', async () => {
    const { club, coach, policyId, requestId } = await aClubThatAsks(body)
    await signsAt(coach.inClub, requestId, day(0))
    await aPolicy(at(club, day(1)), { change: 'minor', markdown: 'Be kinder.' }, policyId)
    await askAt(club, day(1))
    expect(await asked(coach.inClub, day(1))).toEqual([])
    await aPolicy(at(club, day(2)), { change: 'material', markdown: 'Be kindest.' }, policyId)
    await askAt(club, day(2))
    expect(await asked(coach.inClub, day(2))).toEqual([['Code of conduct', 3, 'sent']])
    const [third = ''] = await toSignIds(coach.inClub, day(2))
    await aPolicy(at(club, day(3)), { change: 'material', markdown: 'The kindest.' }, policyId)
    const stale = await seen(at(coach.inClub, day(3)), third)
    // Before the worker has looked, and after.
    await expect(sign(at(coach.inClub, day(3)), stale)).rejects.toSatisfy(conflict)
    await askAt(club, day(3))
    await expect(sign(at(coach.inClub, day(3)), stale)).rejects.toSatisfy(conflict)
    const [fourth] = await toSignIds(coach.inClub, day(3))
    expect(await prepareSignOff(at(coach.inClub, day(3)), { requestId: third })).toMatchObject({
      ...{ state: 'superseded', newerId: fourth },
    })
    // What was signed before stands, whatever came after.
    expect(await ownSignOffs(coach.inClub, {})).toMatchObject([{ version: 1 }])
  })

  test('leaving ends what was asked, and so does withdrawing the policy; what was signed stays', async () => {
    const one = await aClubThatAsks(body)
    await endCoach(at(one.club, day(1)), { coachId: one.coach.coachId })
    await askAt(one.club, day(1))
    const two = await aClubThatAsks(body)
    const signed = await aCoach(two.club, undefined, 'Has Signed')
    await askAt(two.club, day(1))
    const [theirs = ''] = await toSignIds(signed.inClub, day(1))
    await signsAt(signed.inClub, theirs, day(1))
    await withdrawPolicy(at(two.club, day(2)), { policyId: two.policyId, why: 'No longer needed.' })
    await askAt(two.club, day(2))
    const states = async (id: string) =>
      (
        await rowsOf<{ state: string }>('select state from sign_off_requests where id = $1', [id])
      )[0]
    expect(await states(one.requestId)).toEqual({ state: 'withdrawn' })
    expect(await states(two.requestId)).toEqual({ state: 'withdrawn' })
    expect(await states(theirs)).toEqual({ state: 'acknowledged' })
    const late = await seen(at(two.coach.inClub, day(2)), two.requestId)
    await expect(sign(at(two.coach.inClub, day(2)), late)).rejects.toSatisfy(conflict)
  })
})

describe('signing', () => {
  test('records exactly what was shown and how, with its evidence and its receipt', async () => {
    const { club, coach, policyId, requestId } = await aClubThatAsks(body)
    await openSignOff(at(coach.inClub, day(1)), { requestId })
    expect(await openSignOff(at(coach.inClub, day(2)), { requestId })).toBe(false)
    const receipt = await signsAt(coach.inClub, requestId, day(3))
    const [version] = await versionsOf(club, policyId)
    expect(version?.sha256).toBe(sha256Hex('# Code\n\nBe kind.'))
    const [row] = await rowsOf<Record<string, unknown>>(
      `select s.*, e.record, e.entry, e.leaf, o.address, o.agent, r.opened_at
       from sign_offs s join evidence_records e on e.id = s.evidence_record_id
       join sign_off_origins o on o.id = s.id join sign_off_requests r on r.id = s.request_id
       where s.request_id = $1`,
      [requestId],
    )
    expect(row).toMatchObject({
      ...{ coach_id: coach.coachId, user_id: userIdOf(coach.me), roles: ['coach'] },
      ...{ club_name: club.organisation.name, policy_id: policyId, version: 1 },
      ...{ sha256: version?.sha256, statement_version: 1, signed_at: day(3), opened_at: day(1) },
      login_method: 'code or link by e-mail, signed in at 2026-11-24T08:00:00.000Z',
      statement: 'I have read “Code of conduct”, version 1, and I will follow it.',
      ...{ receipt: receipt.receipt, address: '203.0.113.7', agent: 'A browser' },
    })
    const record = String(row?.['record'])
    expect(evidenceHashes(record)).toEqual({ entry: row?.['entry'], leaf: row?.['leaf'] })
    expect(JSON.parse(record)).toMatchObject({ kind: 'sign_off', sha256: version?.sha256 })
    // Where they were is beside the record, and never in it.
    expect(record).not.toMatch(/203\.0\.113\.7|A browser/)
    expect(receipt.receipt.replaceAll(' ', '').toLowerCase()).toBe(
      String(row?.['entry']).slice(0, 12),
    )
    expect(await sendDueAt(coach.me, day(3))).toBeGreaterThan(0)
    expect(await trailOf(club.organisation.id)).toContain('sign_off.sign user')
    await expect(
      rowsOf('update sign_offs set title = $2 where request_id = $1', [requestId, 'Other']),
    ).rejects.toThrow(/append|change/i)
  })

  test('50 taps at once, and one after a lost answer, are one sign-off with one receipt', async () => {
    const { club, coach, requestId } = await aClubThatAsks(body)
    const yes = await seen(at(coach.inClub, day(0)), requestId)
    const taps = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        sign(at(coach.inClub, new Date(day(0).getTime() + index)), yes),
      ),
    )
    const again = await sign(at(coach.inClub, day(1)), yes)
    expect(new Set([...taps, again].map(({ receipt }) => receipt)).size).toBe(1)
    expect(await countsOfSigning(club)).toEqual({
      ...{ sign_offs: 1, records: 1, origins: 1, receipts: 1, events: 1 },
    })
  })

  test('killed after any step, and tried again: exactly one of everything', async () => {
    const club = await aClub(body)
    await aPolicy(at(club, day(0)))
    const one = { sign_offs: 1, records: 1, origins: 1, receipts: 1, events: 1 }
    const none = { sign_offs: 0, records: 0, origins: 0, receipts: 0, events: 0 }
    let [made, steps] = [0, 0]
    for (let nth = 1; ; nth += 1) {
      const coach = await aCoach(club, undefined, `Coach ${nth}`)
      await askAt(club, day(0))
      const [requestId = ''] = await toSignIds(coach.inClub, day(0))
      const yes = await seen(at(coach.inClub, day(0)), requestId)
      const { result, struck } = await brokenAt(nth, () => sign(at(coach.inClub, day(0)), yes))
      const kept = await countsOfSigning(club, requestId)
      expect(kept, `after step ${nth}`).toEqual(kept?.sign_offs === 1 ? one : none)
      // Whoever was told that it is signed finds it signed.
      if (result) expect(kept).toEqual(one)
      const again = await sign(at(coach.inClub, day(0)), yes)
      expect(await countsOfSigning(club, requestId)).toEqual(one)
      expect((await ownSignOffs(coach.inClub, {})).map(({ receipt }) => receipt)).toEqual([
        again.receipt,
      ])
      made += kept?.sign_offs ?? 0
      if (!struck) break
      steps = nth
    }
    expect(steps).toBeGreaterThan(10)
    // The commit whose answer is lost is one of them.
    expect(made).toBe(2)
  }, 60_000)

  test('takes a tick for the words, the bytes and the version that were shown, and nothing else', async () => {
    const { club, coach, requestId } = await aClubThatAsks(body)
    const mine = at(coach.inClub, day(0))
    const yes = await seen(mine, requestId)
    const invalid = { code: 'invalid_input' }
    await expect(sign(mine, { ...yes, agreed: '' })).rejects.toMatchObject(invalid)
    await expect(sign(mine, { ...yes, sha256: sha256Hex('else') })).rejects.toSatisfy(conflict)
    await expect(sign(mine, { ...yes, statementVersion: 2 })).rejects.toSatisfy(conflict)
    expect((await countsOfSigning(club))?.sign_offs).toBe(0)
  })

  test('from where is erased once its days are over, and not before; the sign-off stays', async () => {
    const { club, coach, requestId } = await aClubThatAsks(body)
    const { signOffId } = await signsAt(coach.inClub, requestId, day(0))
    const { id } = club.organisation
    expect(await leaseAt('erase-origin', id, signOffId, day(29))).toBeNull()
    const held = await leaseAt('erase-origin', id, signOffId, day(30))
    if (!held) throw new Error('nothing is due')
    await eraseOrigin(await workerContext('erase-origin', id, day(30)), signOffId, held)
    expect(await countsOfSigning(club)).toMatchObject({ sign_offs: 1, records: 1, origins: 0 })
  })
})

describe('saying no, and asking', () => {
  test('both go to the welfare officer; a no can become a yes, a question is answered', async () => {
    const { club, coach, requestId } = await aClubThatAsks(body)
    const officer = await personOf(club)
    await askAboutSignOff(at(coach.inClub, day(1)), { requestId, question: 'What is rule 2?' })
    await declineSignOff(at(coach.inClub, day(1)), { requestId, why: '' })
    await expect(
      declineSignOff(at(coach.inClub, day(1)), { requestId, why: 'Again' }),
    ).rejects.toSatisfy(conflict)
    const kinds = (await noticesOf(officer)).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['sign_off_question', 'sign_off_declined']))
    expect(JSON.stringify(await noticesOf(officer))).not.toContain('rule 2')
    const { items } = await listSignOffs(at(club, day(1)), { show: 'asked_about' })
    expect(items).toMatchObject([{ state: 'declined', hasQuestion: true }])
    await answerQuestion(at(club, day(2)), { requestId })
    await expect(answerQuestion(at(club, day(2)), { requestId })).rejects.toSatisfy(conflict)
    await signsAt(coach.inClub, requestId, day(3))
    const of = await getSignOffOf(at(club, day(3)), { requestId })
    expect(of).toMatchObject({ state: 'acknowledged', hasQuestion: false })
    expect(of.history.map(({ event }) => event)).toEqual([
      ...['asked', 'sent', 'question', 'declined', 'answered', 'acknowledged'],
    ])
    const trail = await trailOf(club.organisation.id)
    for (const name of ['question', 'decline', 'answer']) {
      expect(trail).toContain(`sign_off.${name} user`)
    }
  })

  test('so many questions a day, and then somebody to talk to', async () => {
    const { club, coach, requestId } = await aClubThatAsks(body)
    const officer = await personOf(club)
    const asks = (now: Date) =>
      askAboutSignOff(at(coach.inClub, now), { requestId, question: 'What is rule 2?' })
    for (let asking = 0; asking < askingLimits.questionsADay.count; asking += 1) await asks(day(1))
    await expect(asks(day(1))).rejects.toSatisfy((e) => isAppError(e, 'too_many_attempts'))
    await asks(day(3))
    const { history } = await getSignOffOf(at(club, day(3)), { requestId })
    const questions = history.filter(({ event }) => event === 'question')
    expect(questions).toHaveLength(askingLimits.questionsADay.count + 1)
    expect(await noticesOf(officer)).not.toHaveLength(0)
  })
})
