import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCoach } from '#lib/coaches/add-coach'
import { changeCoach } from '#lib/coaches/change-coach'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { askingLimits } from '#lib/core/asking-limits'
import { isAppError } from '#lib/core/errors'
import { chooseColumns } from '#lib/imports/choose-columns'
import { confirmImport } from '#lib/imports/confirm-import'
import { getImport } from '#lib/imports/get-import'
import { getImportRow } from '#lib/imports/get-import-row'
import { inviteCoach } from '#lib/invitations/invite-coach'
import { acceptInvitation } from '#lib/invitations/accept-invitation'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { startPolicy } from '#lib/policies/start-policy'
import { getPerson } from '#lib/register/get-person'
import { offerAppointment } from '#lib/register/offer-appointment'
import { provideCredential } from '#lib/register/provide-credential'
import { clearCoach, suspendCoach } from '#lib/register/suspend-coach'
import { verifyCredential } from '#lib/register/verify-credential'
import { today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aPerson, anOfficer, at, emailOf, newEmail, userIdOf } from '../support/contexts'
import { asRole } from '../support/database'
import { columnsOf, drafted, upload, work } from '../support/imports'
import { tokenMailedTo } from '../support/outbox'
import { aBodyThatAsks, aScene, check, daysAgo, seen } from '../support/register-people'
import { trailOf } from '../support/trail-of'

const conflict = (error: unknown) => isAppError(error, 'conflict')
const tooMany = (error: unknown) => isAppError(error, 'too_many_attempts')

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aBodyThatAsks()
})
afterAll(closeQueue)

const stateOf = async (club: Context, coachId: string) =>
  (await getPerson(club, { coachId })).mayCoach.state
const fields = (name: string, email: string) => ({
  ...{ name, email, teams: '', coachesUnder18sOnline: true },
})

describe('somebody who is not cleared', () => {
  test('stays so under every new entry, until somebody clears them; then under none', async () => {
    const club = today(await aClub(body))
    const email = newEmail()
    const { coachId: first } = await addCoach(club, fields('Sam Okafor', email))
    await suspendCoach(club, { coachId: first })
    await endCoach(club, { coachId: first })
    const { coachId: again } = await addCoach(club, fields('OKAFOR, Sam', email))
    expect(await stateOf(club, again)).toBe('not_cleared')
    expect(await trailOf(club.organisation.id)).toContain('coach.suspend user')
    expect((await getPerson(club, { coachId: again })).carriedFrom?.coachId).toBe(first)
    // Called otherwise, ended, and called what they were.
    await changeCoach(club, { coachId: again, ...fields('Temp Orary', newEmail()) })
    await endCoach(club, { coachId: again })
    const { coachId: third } = await addCoach(club, fields('Sam Okafor', email))
    expect(await stateOf(club, third)).toBe('not_cleared')
    await clearCoach(club, { coachId: third })
    await expect(clearCoach(club, { coachId: third })).rejects.toSatisfy(conflict)
    await endCoach(club, { coachId: third })
    const { coachId: last } = await addCoach(club, fields('Sam Okafor', email))
    expect(await stateOf(club, last)).not.toBe('not_cleared')
  })

  test('stays so when another entry gets their name, or they join under another address', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    await suspendCoach(club, { coachId })
    await endCoach(club, { coachId })
    const { coachId: renamed } = await addCoach(club, fields('Some Body', newEmail()))
    expect(await stateOf(club, renamed)).not.toBe('not_cleared')
    await changeCoach(club, { coachId: renamed, ...fields('Jo Coach', emailOf(asCoach)) })
    expect(await stateOf(club, renamed)).toBe('not_cleared')
    const other = newEmail()
    const { coachId: joined } = await addCoach(club, fields('Joan Trainer', other))
    expect(await stateOf(club, joined)).not.toBe('not_cleared')
    await inviteCoach(club, { coachId: joined })
    const person = await aPerson('Joan Trainer', other)
    const me = { ...person, actor: asCoach.actor, now: club.now }
    await acceptInvitation(me, { token: tokenMailedTo(other) })
    expect(await stateOf(club, joined)).toBe('not_cleared')
  })

  test('is nobody who shares their address, and nobody of another club', async () => {
    const club = today(await aClub(body))
    const email = newEmail()
    const { coachId } = await addCoach(club, fields('Sam Okafor', email))
    await suspendCoach(club, { coachId })
    const { coachId: spouse } = await addCoach(club, fields('Kim Okafor', email))
    expect(await stateOf(club, spouse)).not.toBe('not_cleared')
    const elsewhere = today(await aClub(body))
    const { coachId: there } = await addCoach(elsewhere, fields('Sam Okafor', email))
    expect(await stateOf(elsewhere, there)).not.toBe('not_cleared')
  })

  test('is told to those who look after welfare: to who leads, and to the deputy as one; not to them', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const lead = today(await anOfficer(club))
    const deputy = today(await anOfficer(club))
    const { coachId: entry } = await addCoach(club, fields('Dee Puty', emailOf(deputy)))
    await rowsOf('update coaches set user_id = $1 where id = $2', [userIdOf(deputy), entry])
    const role = { role: 'deputy_welfare_officer', team: '', startsOn: null, endsOn: null } as const
    const appointmentId = await offerAppointment(club, { coachId: entry, ...role })
    await rowsOf('update appointments set accepted_at = starts_at where id = $1', [appointmentId])
    const told = async (ctx: Context) =>
      rowsOf<{ facts: { deputy: boolean; again: boolean }; id: string; organisation_id: string }>(
        `select n.* from notices n join organisations o on o.organisation_id = n.organisation_id
         where n.kind = 'not_cleared' and o.user_id = $1 order by n.created_at`,
        [userIdOf(ctx)],
      )
    await suspendCoach(club, { coachId })
    const facts = async (ctx: Context) => (await told(ctx)).map((each) => each.facts)
    expect(await facts(lead)).toMatchObject([{ deputy: false, again: false }])
    expect(await facts(deputy)).toMatchObject([{ deputy: true, again: false }])
    expect([await facts(club), await facts(asCoach)]).toEqual([[], []])
    expect(JSON.stringify(await told(lead))).not.toContain('Jo Coach')
    await endCoach(club, { coachId })
    const { coachId: again } = await addCoach(lead, fields('Jo Coach', emailOf(asCoach)))
    expect(await facts(club)).toMatchObject([{ deputy: false, again: true }])
    const [notice] = await told(club)
    const stands = async () =>
      (
        await rowsOf<{ stands: boolean }>(
          `select stands from (select set_config('app.organisation_id', $2, true)) s,
             lateral notice_stands($1::uuid, now()) stands`,
          [notice?.id, notice?.organisation_id],
        )
      )[0]?.stands
    expect(await stands()).toBe(true)
    await clearCoach(lead, { coachId: again })
    expect(await stands()).toBe(false)
  })

  test('stays so when a file brings them back, and the draft says so', async () => {
    const club = await aClub(body)
    const now = today(club)
    const { coachId } = await addCoach(now, fields('Sam Okafor', 'sam@example.org'))
    await suspendCoach(now, { coachId })
    await endCoach(now, { coachId })
    const importId = await drafted(club, 'Name,Email\nSam Okafor,sam@example.org\n')
    const { notes } = await getImportRow(club, { importId, number: 2 })
    expect(notes.map(({ message }) => message)).toContain(
      'They are not cleared here, and stay so when they are put on the list.',
    )
    await confirmImport(club, { importId })
    await work(club, importId)
    const [row] = await rowsOf<{ id: string }>(
      'select id from coaches where organisation_id = $1 and ends_at is null',
      [club.organisation.id],
    )
    expect(await stateOf(now, row?.id ?? '')).toBe('not_cleared')
  })
})

describe('a file', () => {
  const file = 'Name,Email,Date of birth\nSam Okafor,sam@example.org,4 May 2015\n'
  const cellsOf = (importId: string) =>
    rowsOf<{ cells: string[] }>('select cells from import_rows where import_id = $1', [importId])

  test('keeps no cell of a column that nobody needs, and says so where one is wanted after all', async () => {
    const club = await aClub(body)
    const { importId } = await upload(club, file)
    const columns = await columnsOf(club, importId)
    expect(columns).toEqual(['name', 'email', ''])
    expect((await cellsOf(importId))[0]?.cells).toContain('4 May 2015')
    const asked = { importId, dateOrder: null, online: 'yes' } as const
    await chooseColumns(club, { ...asked, columns })
    await work(club, importId)
    expect((await cellsOf(importId))[0]?.cells).toEqual(['Sam Okafor', 'sam@example.org', ''])
    const row = await getImportRow(club, { importId, number: 2 })
    expect(row.cells.map(({ heading }) => heading)).toEqual(['Name', 'Email'])
    expect((await getImport(club, { importId })).columns.map(({ kept }) => kept)).toEqual([
      ...[true, true, false],
    ])
    const late = { ...asked, columns: ['name', 'email', 'teams'] }
    await expect(chooseColumns(club, late)).rejects.toMatchObject({
      problems: [{ field: 'column2' }],
    })
    await chooseColumns(club, { ...asked, columns })
  })

  test('is written no further in the name of who keeps the list no more; another goes on', async () => {
    const club = await aClub(body)
    const administrator = await anOfficer(club, 'administrator')
    const importId = await drafted(club, 'Name,Email\nSam Okafor,sam@example.org\n')
    await confirmImport(administrator, { importId })
    await rowsOf(
      'update memberships set ends_at = $1 where user_id = $2 and organisation_id = $3',
      [...[administrator.now, userIdOf(administrator), club.organisation.id]],
    )
    await work(club, importId)
    const stopped = await getImport(club, { importId })
    expect(stopped).toMatchObject({ state: 'ready', added: 0 })
    expect(stopped.stoppedAt).not.toBeNull()
    await confirmImport(club, { importId })
    await work(club, importId)
    expect(await getImport(club, { importId })).toMatchObject({ state: 'done', added: 1 })
  })
})

describe('how often in a day', () => {
  const aDay = async (club: Context, command: string, count: number, detail = {}) =>
    rowsOf(
      `insert into trail (organisation_id, id, at, actor_user_id, actor, command, subject_kind, detail)
       select $1, uuidv7(), $2, $3, 'user', $4, 'x', $5 from generate_series(1, $6::integer)`,
      [club.organisation.id, club.now, userIdOf(club), command, detail, count],
    )

  test('things are put in by one person, and for one; others go on', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    await aDay(club, 'credential.provide', askingLimits.credentialsADay.count)
    await expect(provideCredential(club, { coachId, ...check() })).rejects.toSatisfy(tooMany)
    await provideCredential(asCoach, { coachId, ...check() })
    const { count } = askingLimits.credentialsOfOneADay
    await aDay(asCoach, 'credential.provide', count, { coach: coachId })
    const second = today(await anOfficer(club))
    await expect(
      provideCredential(second, { coachId, ...check({ kind: 'first_aid' }) }),
    ).rejects.toSatisfy(tooMany)
  })

  test('roles are offered by one person, and to one', async () => {
    const { club, coachId } = await aScene(body)
    const offer = (ctx: Context, role: 'coach' | 'helper') =>
      offerAppointment(ctx, { coachId, role, team: '', startsOn: null, endsOn: null })
    await offer(club, 'coach')
    await aDay(club, 'appointment.offer', askingLimits.offersADay.count)
    await expect(offer(club, 'helper')).rejects.toSatisfy(tooMany)
    const second = today(await anOfficer(club))
    await offer(second, 'helper')
    const { count } = askingLimits.offersToOneADay
    await aDay(second, 'appointment.offer', count, { coach: coachId })
    await expect(offer(second, 'coach')).rejects.toSatisfy(tooMany)
  })

  test('drafts are begun', async () => {
    const club = today(await aClub(body))
    await startPolicy(club, { from: '' })
    await aDay(club, 'policy.start_draft', askingLimits.draftsADay.count)
    await expect(startPolicy(club, { from: '' })).rejects.toSatisfy(tooMany)
  })
})

describe('of a record check', () => {
  test('no day goes into evidence, nor into what is kept of a result; of other things, days do', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const issuedOn = daysAgo(100)
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    await verifyCredential(club, { credentialId, ...seen })
    const training = { kind: 'first_aid', scheme: '', level: '' }
    await provideCredential(asCoach, { coachId, ...check(training) })
    const records = await rowsOf<{ record: string }>(
      `select record from evidence_records where organisation_id = $1`,
      [club.organisation.id],
    )
    const about = records.map(({ record }) => record).filter((record) => record.includes(issuedOn))
    expect(about).toHaveLength(1)
    expect(about[0]).toContain('first_aid')
    const kept = await rowsOf<{ because: string }>(
      `select because from results_current where subject_id = $1 and control = 'P01'
       union all select because from result_changes where subject_id = $1 and control = 'P01'`,
      [coachId],
    )
    expect(kept.length).toBeGreaterThan(1)
    for (const { because } of kept) expect(because).not.toMatch(/\d{4}/)
  })

  test('deliveries read that it is there, and nothing of its number', async () => {
    const read = (what: string) =>
      asRole('superuser', async (client) => {
        await client.query('set role delivery')
        try {
          await client.query(`select ${what} from credentials limit 1`)
        } finally {
          await client.query('reset role')
        }
      })
    await read('organisation_id, id, coach_id, kind, state, issued_on, reference_key_id')
    for (const what of ['reference_sealed', 'scheme', 'level', 'name_on_it', 'verified_by_name']) {
      await expect(read(what)).rejects.toThrow('permission denied')
    }
  })
})

test('a draft whose columns were not said is kept for two days, and then for two weeks', async () => {
  const club = await aClub(body)
  const { importId } = await upload(club, 'Name,Email\nSam Okafor,sam@example.org\n')
  const daysKept = async () => {
    const { eraseAt, uploadedAt } = await getImport(club, { importId })
    return (eraseAt.getTime() - uploadedAt.getTime()) / 86_400_000
  }
  expect(await daysKept()).toBe(2)
  const columns = await columnsOf(club, importId)
  await chooseColumns(at(club, club.now), { importId, columns, dateOrder: null, online: 'yes' })
  expect(await daysKept()).toBe(14)
})
