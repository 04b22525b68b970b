import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCoach } from '#lib/coaches/add-coach'
import { changeCoach } from '#lib/coaches/change-coach'
import { endCoach } from '#lib/coaches/end-coach'
import { exportRegister } from '#lib/coaches/export-register'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { eraseReference } from '#lib/register/erase-reference'
import { getPerson } from '#lib/register/get-person'
import { judgePersonDue } from '#lib/register/judge-person'
import { listToVerify } from '#lib/register/list-to-verify'
import { listViews } from '#lib/register/list-views'
import { offerAppointment } from '#lib/register/offer-appointment'
import { provideCredential } from '#lib/register/provide-credential'
import { showCredential, showToVerify } from '#lib/register/show-credential'
import { clearCoach, suspendCoach } from '#lib/register/suspend-coach'
import { checkStatus, verifyCredential } from '#lib/register/verify-credential'
import { withdrawCredential } from '#lib/register/withdraw-credential'
import { day_ms, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, anOfficer, emailOf, newEmail, withRoles } from '../support/contexts'
import { dueAt, leaseAt } from '../support/notices'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'
import { aBodyThatAsks, aScene, check, daysAgo, openOf, seen } from '../support/register-people'

const notFound = (error: unknown) => isAppError(error, 'not_found')
const conflict = (error: unknown) => isAppError(error, 'conflict')

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aBodyThatAsks()
})
afterAll(closeQueue)

describe('what somebody has to show', () => {
  test('is missing until it is there and a second person has looked; then the finding is mended', async () => {
    const { club, asCoach, coachId } = await aScene(body)
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
    await verifyCredential(club, { credentialId, ...seen })
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
    const { club, asCoach, coachId } = await aScene(body)
    const second = today(await anOfficer(club))
    const own = await provideCredential(asCoach, { coachId, ...check() })
    const asBoth = { ...withRoles(asCoach, 'coach', 'welfare_officer') }
    await expect(verifyCredential(asBoth, { credentialId: own, ...seen })).rejects.toSatisfy(
      conflict,
    )
    const put = await provideCredential(club, { coachId, ...check({ replaces: own }) })
    await expect(verifyCredential(club, { credentialId: put, ...seen })).rejects.toSatisfy(conflict)
    await expect(verifyCredential(second, { credentialId: own, ...seen })).rejects.toSatisfy(
      conflict,
    )
    await verifyCredential(second, { credentialId: put, ...seen })
    await expect(verifyCredential(second, { credentialId: put, ...seen })).rejects.toSatisfy(
      conflict,
    )
  })

  test('said anew it is a new row, that nobody has verified; over what was not seen, refused', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const first = await provideCredential(asCoach, { coachId, ...check() })
    await verifyCredential(club, { credentialId: first, ...seen })
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
    const { club, asCoach, coachId } = await aScene(body)
    const first = await provideCredential(asCoach, { coachId, ...check() })
    const applied = { stage: 'applied', appliedOn: daysAgo(3), issuedOn: null } as const
    await provideCredential(asCoach, { coachId, ...check(applied) })
    const stands = (await getPerson(club, { coachId })).credentials.map(({ stand }) => stand)
    expect(stands.toSorted()).toEqual(['applied', 'not_verified'])
    await provideCredential(asCoach, { coachId, ...check({ replaces: first }) })
    expect((await getPerson(club, { coachId })).credentials).toHaveLength(1)
  })

  test('when its last day is over, it is due by itself and not met any more', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const issuedOn = daysAgo(36 * 31 - 40)
    const credentialId = await provideCredential(asCoach, { coachId, ...check({ issuedOn }) })
    await verifyCredential(club, { credentialId, ...seen })
    const due = await dueAt('judge-person', coachId)
    if (!due) throw new Error('nothing is due')
    const lease = await leaseAt('judge-person', club.organisation.id, coachId, due)
    if (!lease) throw new Error('nothing is leased')
    await judgePersonDue(
      await workerContext('judge-person', club.organisation.id, due),
      coachId,
      lease,
    )
    expect(await openOf(club, coachId)).toContain('P01')
  })

  test('nothing but its own fields is taken: of a check no issuer, no words, no paper', async () => {
    const { asCoach, coachId } = await aScene(body)
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
    const { club, asCoach, coachId } = await aScene(body)
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    const other = today(await aClub(body))
    const stranger = today((await aCoach(club)).inClub)
    for (const ctx of [other, stranger]) {
      await expect(provideCredential(ctx, { coachId, ...check() })).rejects.toSatisfy(notFound)
      await expect(withdrawCredential(ctx, { credentialId })).rejects.toSatisfy(notFound)
      await expect(verifyCredential(ctx, { credentialId, ...seen })).rejects.toSatisfy(notFound)
      await expect(showCredential(ctx, { credentialId })).rejects.toSatisfy(notFound)
      await expect(getPerson(ctx, { coachId })).rejects.toSatisfy(notFound)
    }
    for (const role of ['person', 'safeguarding_lead', 'auditor', 'worker'] as const) {
      const ctx = withRoles(club, role)
      await expect(provideCredential(ctx, { coachId, ...check() })).rejects.toSatisfy(notFound)
      await expect(verifyCredential(ctx, { credentialId, ...seen })).rejects.toSatisfy(notFound)
      await expect(listToVerify(ctx, {})).rejects.toSatisfy(notFound)
      await expect(suspendCoach(ctx, { coachId })).rejects.toSatisfy(notFound)
      await expect(offerAppointment(ctx, { coachId, role: 'helper' })).rejects.toSatisfy(notFound)
    }
  })
})

describe('who saw a record check', () => {
  test('is written each time, and the person sees who; its number only where it is verified', async () => {
    const { club, asCoach, coachId } = await aScene(body)
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

  test.each([true, false])(
    'half a year after it was decided its number is erased, and not a day before, decided upon: %s',
    async (decided) => {
      const { club, asCoach, coachId } = await aScene(body)
      const credentialId = await provideCredential(asCoach, { coachId, ...check() })
      if (decided) await verifyCredential(club, { credentialId, ...seen })
      const due = await dueAt('erase-reference', credentialId)
      if (!due) throw new Error('nothing is due')
      expect(due.getTime()).toBeGreaterThan(Date.now() + 180 * day_ms)
      const later = new Date(due.getTime() + day_ms)
      const run = async (now: Date) => {
        const lease = await leaseAt('erase-reference', club.organisation.id, credentialId, later)
        if (!lease) throw new Error('nothing is leased')
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
      const erased = await run(later)
      expect(erased?.sealed).toBeNull()
      expect(erased?.issued).toBe(daysAgo(100))
    },
  )

  test('a status that changed ends the check; one that did not is written down', async () => {
    const { club, asCoach, coachId } = await aScene(body)
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

describe('a record check is for who looks after it', () => {
  test('not for an administrator, whatever else they are; its number goes once it was verified', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    const other = await aCoach(club)
    const asBoth = withRoles(today(other.inClub), 'coach', 'administrator')
    await expect(showCredential(asBoth, { credentialId })).rejects.toSatisfy(notFound)
    await expect(listViews(asBoth, { coachId })).rejects.toSatisfy(notFound)
    expect((await getPerson(asBoth, { coachId })).views).toBeNull()
    await verifyCredential(club, { credentialId, ...seen })
    expect((await showToVerify(club, { credentialId })).reference).toBeNull()
    const asAdministrator = withRoles(club, 'administrator')
    await expect(showToVerify(asAdministrator, { credentialId })).rejects.toSatisfy(notFound)
  })

  test('its day is in no file of an administrator, and is written down in an officer’s', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    await provideCredential(asCoach, { coachId, ...check() })
    const without = await exportRegister(withRoles(club, 'administrator'), {})
    expect(without.text).not.toContain(daysAgo(100))
    expect((await listViews(club, { coachId })).views).toEqual([])
    expect((await exportRegister(club, {})).text).toContain(daysAgo(100))
    expect((await listViews(asCoach, { coachId })).views).toMatchObject([
      { by: 'Wendy Officer', withReference: false },
    ])
  })

  test('nobody is the second, or says who is cleared, where the row may be theirs', async () => {
    const { club } = await aScene(body)
    const second = today(await anOfficer(club))
    const named = { name: 'Wendy O.', email: emailOf(second), teams: '' }
    const { coachId } = await addCoach(club, { ...named, coachesUnder18sOnline: true })
    const credentialId = await provideCredential(club, { coachId, ...check() })
    expect(await listToVerify(second, {})).toMatchObject([{ notVerifiable: 'own_subject' }])
    expect((await showToVerify(second, { credentialId })).reference).toBeNull()
    await expect(verifyCredential(second, { credentialId, ...seen })).rejects.toSatisfy(conflict)
    await suspendCoach(club, { coachId })
    await expect(clearCoach(second, { coachId })).rejects.toSatisfy(conflict)
    await expect(endCoach(second, { coachId })).rejects.toSatisfy(conflict)
    await endCoach(club, { coachId })
  })
})
