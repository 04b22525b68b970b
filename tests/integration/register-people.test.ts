import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endCoach } from '#lib/coaches/end-coach'
import { addCoach } from '#lib/coaches/add-coach'
import { changeCoach } from '#lib/coaches/change-coach'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { answerAppointment } from '#lib/register/answer-appointment'
import { endAppointment } from '#lib/register/end-appointment'
import { eraseReference } from '#lib/register/erase-reference'
import { getPerson } from '#lib/register/get-person'
import { judgePersonDue } from '#lib/register/judge-person'
import { listToVerify } from '#lib/register/list-to-verify'
import { listViews } from '#lib/register/list-views'
import { mergeCoaches } from '#lib/register/merge-coaches'
import { offerAppointment } from '#lib/register/offer-appointment'
import { provideCredential } from '#lib/register/provide-credential'
import { registerNews } from '#lib/register/register-facts'
import { showCredential, showToVerify } from '#lib/register/show-credential'
import { clearCoach, suspendCoach } from '#lib/register/suspend-coach'
import { checkStatus, verifyCredential } from '#lib/register/verify-credential'
import { withdrawCredential } from '#lib/register/withdraw-credential'
import { day_ms, findingsOf, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, anOfficer, newEmail, withRoles } from '../support/contexts'
import { dueAt, leaseAt } from '../support/notices'
import { doRules, publish } from '../support/rules'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'

const notFound = (error: unknown) => isAppError(error, 'not_found')
const conflict = (error: unknown) => isAppError(error, 'conflict')

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  const must = { level: 'MUST', parameters: { renewal_months: '36' } } as const
  await publish(body, { P01: must, P11: { level: 'MUST' }, P12: { level: 'SHOULD' } })
})
afterAll(closeQueue)

const daysAgo = (days: number) => new Date(Date.now() - days * day_ms).toISOString().slice(0, 10)
const check = (differs: object = {}) => ({
  ...({ kind: 'record_check', scheme: 'dbs', level: 'enhanced', stage: 'there' } as const),
  ...{ issuedOn: daysAgo(100), reference: '001234567890', replaces: null },
  ...differs,
})
const yes = { how: 'original_seen', agreed: 'yes' } as const

async function aScene() {
  const club = await aClub(body)
  const coach = await aCoach(club)
  const asCoach = today(coach.inClub)
  return { club: today(club), coach, asCoach, coachId: coach.coachId }
}
const openOf = async (club: Context, subject: string) =>
  (await findingsOf(club, subject)).filter(({ state }) => state === 'open').map((f) => f.control)

describe('what somebody has to show', () => {
  test('is missing until it is there and a second person has looked; then the finding is mended', async () => {
    const { club, asCoach, coachId } = await aScene()
    // Added before the rules asked for anything.
    const known = { name: 'Jo Coach', email: newEmail(), teams: '', coachesUnder18sOnline: true }
    await changeCoach(club, { coachId, ...known })
    expect((await openOf(club, coachId)).toSorted()).toEqual(['P01', 'P11'])
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    const person = await getPerson(club, { coachId })
    expect(person.verdicts.find(({ rule }) => rule === 'P01')).toMatchObject({
      ...{ result: 'could_not_check', proof: 'stated' },
    })
    expect(person.mayCoach.state).toBe('may_not_yet')
    const [row] = await rowsOf<{ result: string; reason: string; proof: string }>(
      `select result, reason, proof from results_current where subject_id = $1 and control = 'P01'`,
      [coachId],
    )
    expect(row).toEqual({ result: 'could_not_check', reason: 'not_verified', proof: 'stated' })
    await verifyCredential(club, { credentialId, ...yes })
    expect(await openOf(club, coachId)).not.toContain('P01')
    const [met] = await rowsOf<{ result: string; proof: string; until: Date }>(
      `select result, proof, stated_until as until from results_current
       where subject_id = $1 and control = 'P01'`,
      [coachId],
    )
    expect(met).toMatchObject({ result: 'met', proof: 'verified' })
    expect(await dueAt('judge-person', coachId)).toEqual(met?.until)
    expect(await trailOf(club.organisation.id)).toEqual(
      expect.arrayContaining(['credential.provide user', 'credential.verify user']),
    )
  })

  test('nobody verifies what they put in, nor what is theirs; the second try is refused', async () => {
    const { club, coach, asCoach, coachId } = await aScene()
    const second = today(await anOfficer(club))
    const own = await provideCredential(asCoach, { coachId, ...check() })
    const asBoth = { ...withRoles(asCoach, 'coach', 'welfare_officer') }
    await expect(verifyCredential(asBoth, { credentialId: own, ...yes })).rejects.toSatisfy(
      conflict,
    )
    const put = await provideCredential(club, { coachId, ...check({ replaces: own }) })
    await expect(verifyCredential(club, { credentialId: put, ...yes })).rejects.toSatisfy(conflict)
    await expect(verifyCredential(second, { credentialId: own, ...yes })).rejects.toSatisfy(
      conflict,
    )
    await verifyCredential(second, { credentialId: put, ...yes })
    await expect(verifyCredential(second, { credentialId: put, ...yes })).rejects.toSatisfy(
      conflict,
    )
    expect(coach.coachId).toBe(coachId)
  })

  test('said anew it is a new row, that nobody has verified; over what was not seen, refused', async () => {
    const { club, asCoach, coachId } = await aScene()
    const first = await provideCredential(asCoach, { coachId, ...check() })
    await verifyCredential(club, { credentialId: first, ...yes })
    await expect(provideCredential(asCoach, { coachId, ...check() })).rejects.toSatisfy(conflict)
    const again = check({ replaces: first, issuedOn: daysAgo(1) })
    const next = await provideCredential(asCoach, { coachId, ...again })
    const rows = await rowsOf<{ id: string; state: string; verified: boolean }>(
      `select id, state, verified_at is not null as verified from credentials
       where coach_id = $1 order by provided_at, id`,
      [coachId],
    )
    expect(rows).toEqual([
      { id: first, state: 'replaced', verified: true },
      { id: next, state: 'in_force', verified: false },
    ])
    await withdrawCredential(asCoach, { credentialId: next })
    await expect(withdrawCredential(asCoach, { credentialId: next })).rejects.toSatisfy(conflict)
    expect(await openOf(club, coachId)).toContain('P01')
  })

  test('one that was asked for waits beside the one that counts, until it comes', async () => {
    const { club, asCoach, coachId } = await aScene()
    const first = await provideCredential(asCoach, { coachId, ...check() })
    const applied = { stage: 'applied', appliedOn: daysAgo(3), issuedOn: null } as const
    await provideCredential(asCoach, { coachId, ...check(applied) })
    const stands = (await getPerson(club, { coachId })).credentials.map(({ stand }) => stand)
    expect(stands.toSorted()).toEqual(['applied', 'not_verified'])
    await provideCredential(asCoach, { coachId, ...check({ replaces: first }) })
    expect((await getPerson(club, { coachId })).credentials).toHaveLength(1)
  })

  test('when its last day is over, it is due by itself and not met any more', async () => {
    const { club, asCoach, coachId } = await aScene()
    const issuedOn = daysAgo(36 * 31 - 40)
    const credentialId = await provideCredential(asCoach, { coachId, ...check({ issuedOn }) })
    await verifyCredential(club, { credentialId, ...yes })
    const due = await dueAt('judge-person', coachId)
    if (!due) throw new Error('nothing is due')
    const lease = await leaseAt('judge-person', club.organisation.id, coachId, due)
    await judgePersonDue(
      await workerContext('judge-person', club.organisation.id, due),
      coachId,
      lease,
    )
    expect(await openOf(club, coachId)).toContain('P01')
  })

  test('nothing but its own fields is taken: of a check no issuer, no words, no paper', async () => {
    const { asCoach, coachId } = await aScene()
    const id = await provideCredential(asCoach, {
      coachId,
      ...check({ issuer: 'Something found' }),
    })
    const [row] = await rowsOf<{ issuer: string; sealed: string }>(
      'select issuer, reference_sealed as sealed from credentials where id = $1',
      [id],
    )
    expect(row?.issuer).toBe('')
    expect(row?.sealed).not.toContain('001234567890')
    const odd = provideCredential(asCoach, {
      coachId,
      ...check({ scheme: 'convicted of', replaces: id }),
    })
    await expect(odd).rejects.toSatisfy((error) => isAppError(error, 'invalid_input'))
  })

  test('is nobody’s of another club, and nobody’s who may not', async () => {
    const { club, asCoach, coachId } = await aScene()
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    const other = today(await aClub(body))
    const stranger = today((await aCoach(club)).inClub)
    for (const ctx of [other, stranger]) {
      await expect(provideCredential(ctx, { coachId, ...check() })).rejects.toSatisfy(notFound)
      await expect(withdrawCredential(ctx, { credentialId })).rejects.toSatisfy(notFound)
      await expect(verifyCredential(ctx, { credentialId, ...yes })).rejects.toSatisfy(notFound)
      await expect(showCredential(ctx, { credentialId })).rejects.toSatisfy(notFound)
      await expect(getPerson(ctx, { coachId })).rejects.toSatisfy(notFound)
    }
    for (const role of ['person', 'safeguarding_lead', 'auditor', 'worker'] as const) {
      const ctx = withRoles(club, role)
      await expect(provideCredential(ctx, { coachId, ...check() })).rejects.toSatisfy(notFound)
      await expect(verifyCredential(ctx, { credentialId, ...yes })).rejects.toSatisfy(notFound)
      await expect(listToVerify(ctx, {})).rejects.toSatisfy(notFound)
      await expect(suspendCoach(ctx, { coachId })).rejects.toSatisfy(notFound)
      await expect(offerAppointment(ctx, { coachId, role: 'helper' })).rejects.toSatisfy(notFound)
    }
  })
})

describe('who saw a record check', () => {
  test('is written each time, and the person sees who; its number only where it is verified', async () => {
    const { club, asCoach, coachId } = await aScene()
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    expect((await showCredential(asCoach, { credentialId })).reference).toBeNull()
    expect((await showCredential(club, { credentialId })).reference).toBeNull()
    expect((await showToVerify(club, { credentialId })).reference).toBe('001234567890')
    const { views } = await listViews(asCoach, { coachId })
    expect(views.map(({ by, withReference }) => [by, withReference])).toEqual([
      ['Wendy Officer', true],
      ['Wendy Officer', false],
    ])
    await expect(listViews(withRoles(club, 'administrator'), { coachId })).rejects.toSatisfy(
      notFound,
    )
    await expect(
      showCredential(withRoles(club, 'administrator'), { credentialId }),
    ).rejects.toSatisfy(notFound)
    await expect(
      rowsOf('update record_check_views set viewed_by_name = $1', ['x']),
    ).rejects.toThrow()
  })

  test('half a year after it was decided its number is erased, and not a day before', async () => {
    const { club, asCoach, coachId } = await aScene()
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    await verifyCredential(club, { credentialId, ...yes })
    const due = await dueAt('erase-reference', credentialId)
    if (!due) throw new Error('nothing is due')
    expect(due.getTime()).toBeGreaterThan(Date.now() + 180 * day_ms)
    const run = async (now: Date) => {
      const lease = await leaseAt('erase-reference', club.organisation.id, credentialId, due)
      const ctx = await workerContext('erase-reference', club.organisation.id, now)
      await eraseReference(ctx, credentialId, lease)
      return (
        await rowsOf<{ sealed: string | null; issued: string }>(
          'select reference_sealed as sealed, issued_on::text as issued from credentials where id = $1',
          [credentialId],
        )
      )[0]
    }
    expect((await run(new Date(due.getTime() - day_ms)))?.sealed).not.toBeNull()
    const erased = await run(due)
    expect(erased?.sealed).toBeNull()
    expect(erased?.issued).toBe(daysAgo(100))
  })

  test('a status that changed ends the check; one that did not is written down', async () => {
    const { club, asCoach, coachId } = await aScene()
    const on = check({ onUpdateService: true })
    const credentialId = await provideCredential(asCoach, { coachId, ...on })
    await checkStatus(club, { credentialId, found: 'no_change' })
    await checkStatus(club, { credentialId, found: 'changed' })
    await expect(checkStatus(club, { credentialId, found: 'no_change' })).rejects.toSatisfy(
      conflict,
    )
    expect(await openOf(club, coachId)).toContain('P01')
  })
})

describe('a post at the club', () => {
  test('is theirs when they say yes themselves, and nobody can for them', async () => {
    const { club, asCoach, coachId } = await aScene()
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
    const { club, asCoach, coachId } = await aScene()
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
    const { club, asCoach, coachId } = await aScene()
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
    const { club, asCoach, coachId } = await aScene()
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
    const { club, coachId } = await aScene()
    const twin = {
      name: 'Jo Coach',
      email: newEmail('twin'),
      teams: '',
      coachesUnder18sOnline: true,
    }
    const { coachId: goneId } = await addCoach(club, twin)
    const second = today(await anOfficer(club))
    const put = await provideCredential(club, { coachId: goneId, ...check() })
    await verifyCredential(second, { credentialId: put, ...yes })
    await expect(mergeCoaches(club, { coachId, intoCoachId: goneId })).rejects.toSatisfy(conflict)
    await mergeCoaches(today(club), { coachId: goneId, intoCoachId: coachId })
    const kept = await getPerson(today(club), { coachId })
    expect(kept.credentials.map(({ kind, stand }) => [kind, stand])).toEqual([
      ['record_check', 'not_verified'],
    ])
    expect(kept.merges).toMatchObject([{ coachId: goneId, into: false }])
    const [waits] = await listToVerify(second, {})
    if (!waits) throw new Error('nothing waits')
    expect((await showToVerify(second, waits)).reference).toBe('001234567890')
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
