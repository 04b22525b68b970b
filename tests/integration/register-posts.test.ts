import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endCoach } from '#lib/coaches/end-coach'
import { addCoach } from '#lib/coaches/add-coach'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { answerAppointment } from '#lib/register/answer-appointment'
import { endAppointment } from '#lib/register/end-appointment'
import { getPerson } from '#lib/register/get-person'
import { listToVerify } from '#lib/register/list-to-verify'
import { mergeCoaches } from '#lib/register/merge-coaches'
import { offerAppointment } from '#lib/register/offer-appointment'
import { provideCredential } from '#lib/register/provide-credential'
import { registerNews } from '#lib/register/register-facts'
import { showToVerify } from '#lib/register/show-credential'
import { clearCoach, suspendCoach } from '#lib/register/suspend-coach'
import { verifyCredential } from '#lib/register/verify-credential'
import { day_ms, today } from '../support/audits'
import { aClub, aCoach, aGoverningBody, anOfficer, newEmail, withRoles } from '../support/contexts'
import { doRules, publish } from '../support/rules'
import { trailOf } from '../support/trail-of'
import { aBodyThatAsks, aScene, check, openOf, seen } from '../support/register-people'

const notFound = (error: unknown) => isAppError(error, 'not_found')
const conflict = (error: unknown) => isAppError(error, 'conflict')

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aBodyThatAsks()
})
afterAll(closeQueue)

describe('a post at the club', () => {
  test('is theirs when they say yes themselves, and nobody can for them', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const appointmentId = await offerAppointment(club, {
      coachId,
      role: 'coach',
      team: 'Under 12s',
    })
    await expect(
      offerAppointment(club, { coachId, role: 'coach', team: 'Under 12s' }),
    ).rejects.toSatisfy(conflict)
    const answer = { appointmentId, answer: 'yes' } as const
    await expect(answerAppointment(club, answer)).rejects.toSatisfy(notFound)
    const other = today((await aCoach(club)).inClub)
    await expect(answerAppointment(other, answer)).rejects.toSatisfy(notFound)
    await answerAppointment(asCoach, answer)
    await expect(answerAppointment(asCoach, answer)).rejects.toSatisfy(conflict)
    expect(await openOf(club, coachId)).not.toContain('P11')
    const [post] = (await getPerson(asCoach, { coachId })).appointments
    expect(post).toMatchObject({ role: 'coach', team: 'Under 12s', state: 'held' })
  })

  test('is handed over with an overlap, and each end is written down', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const next = await aCoach(club, undefined, 'Nia Next')
    const old = await offerAppointment(club, { coachId, role: 'welfare_officer' })
    await answerAppointment(asCoach, { appointmentId: old, answer: 'yes' })
    expect((await registerNews(club, {})).warnings.map(({ kind }) => kind)).toEqual([
      'only_one',
      'coaches',
    ])
    const lastDay = new Date(Date.now() + 20 * day_ms).toISOString().slice(0, 10)
    await endAppointment(club, { appointmentId: old, lastDay })
    const taken = await offerAppointment(club, { coachId: next.coachId, role: 'welfare_officer' })
    await answerAppointment(today(next.inClub), { appointmentId: taken, answer: 'yes' })
    const kinds = (await registerNews(club, {})).warnings.map(({ kind }) => kind)
    expect(kinds).toEqual(['coaches', 'coaches', 'ends'])
    await endAppointment(club, { appointmentId: old })
    await expect(endAppointment(club, { appointmentId: old })).rejects.toSatisfy(conflict)
    const other = today(await aClub(body))
    await expect(endAppointment(other, { appointmentId: taken })).rejects.toSatisfy(notFound)
  })

  test('ends as they leave, and one that was not answered is taken back', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const held = await offerAppointment(club, { coachId, role: 'coach' })
    await answerAppointment(asCoach, { appointmentId: held, answer: 'yes' })
    await offerAppointment(club, { coachId, role: 'treasurer' })
    await endCoach(today(club), { coachId })
    const { appointments, mayCoach } = await getPerson(today(club), { coachId })
    expect(appointments.map(({ state }) => state).toSorted()).toEqual(['ended', 'withdrawn'])
    expect(mayCoach.state).toBe('left')
    await expect(offerAppointment(club, { coachId, role: 'coach' })).rejects.toSatisfy(conflict)
  })
})

describe('who is not cleared', () => {
  test('is not cleared in words that never say why; who may not say it does not learn it', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    await suspendCoach(club, { coachId })
    await expect(suspendCoach(club, { coachId })).rejects.toSatisfy(conflict)
    expect((await getPerson(club, { coachId })).suspended).toBe(true)
    const own = await getPerson(asCoach, { coachId })
    expect(own.suspended).toBeNull()
    expect(own.mayCoach).toEqual({
      state: 'not_cleared',
      words: 'Not cleared to start.',
      because: [],
    })
    const asBoth = withRoles(asCoach, 'coach', 'welfare_officer')
    await expect(clearCoach(asBoth, { coachId })).rejects.toSatisfy(conflict)
    await clearCoach(club, { coachId })
    await expect(clearCoach(club, { coachId })).rejects.toSatisfy(conflict)
    await expect(clearCoach(today(await aClub(body)), { coachId })).rejects.toSatisfy(notFound)
  })
})

describe('one person who stands there twice', () => {
  test('becomes one: what they had to show goes over and is looked at again; both histories stay', async () => {
    const { club, coachId } = await aScene(body)
    const twin = {
      name: 'Jo Coach',
      email: newEmail('twin'),
      teams: '',
      coachesUnder18sOnline: true,
    }
    const { coachId: goneId } = await addCoach(club, twin)
    const second = today(await anOfficer(club))
    const put = await provideCredential(club, { coachId: goneId, ...check() })
    await verifyCredential(second, { credentialId: put, ...seen })
    await suspendCoach(club, { coachId: goneId })
    await expect(mergeCoaches(club, { coachId, intoCoachId: goneId })).rejects.toSatisfy(conflict)
    await mergeCoaches(second, { coachId: goneId, intoCoachId: coachId })
    const kept = await getPerson(today(club), { coachId })
    expect(kept.credentials.map(({ kind, stand }) => [kind, stand])).toEqual([
      ['record_check', 'not_verified'],
    ])
    expect(kept.merges).toMatchObject([{ coachId: goneId, into: false }])
    expect(kept.suspended).toBe(true)
    const [waits] = await listToVerify(second, {})
    if (!waits) throw new Error('nothing waits')
    expect((await showToVerify(second, waits)).reference).toBe('001234567890')
    const byProvider = verifyCredential(today(club), { ...waits, ...seen })
    await expect(byProvider).rejects.toSatisfy(conflict)
    const again = mergeCoaches(club, { coachId: goneId, intoCoachId: coachId })
    await expect(again).rejects.toSatisfy(conflict)
    const missing = mergeCoaches(club, { coachId: randomUUID(), intoCoachId: coachId })
    await expect(missing).rejects.toSatisfy(notFound)
    expect(await trailOf(club.organisation.id)).toContain('coach.merge user')
  })
})

test('rules that ask for less, or more, judge everybody on the register again', async () => {
  const own = await aGoverningBody()
  const club = today(await aClub(own))
  const { coachId } = await aCoach(club)
  expect(await openOf(club, coachId)).toEqual([])
  await publish(own, { P03: { level: 'MUST', parameters: { renewal_months: '24' } } })
  await doRules()
  expect(await openOf(club, coachId)).toEqual(['P03'])
  await publish(own, { P03: { level: '' } })
  await doRules()
  expect(await openOf(club, coachId)).toEqual([])
})
