import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { exportRegister } from '#lib/coaches/export-register'
import { chooseColumns } from '#lib/imports/choose-columns'
import { confirmImport } from '#lib/imports/confirm-import'
import { getImport } from '#lib/imports/get-import'
import { getImportRow } from '#lib/imports/get-import-row'
import { leaveOut } from '#lib/imports/leave-out'
import { listImportRows } from '#lib/imports/list-import-rows'
import { listImports } from '#lib/imports/list-imports'
import { mendRow } from '#lib/imports/mend-row'
import { withdrawImport } from '#lib/imports/withdraw-import'
import { handle } from '../../workers/handlers'
import { doDue, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, at, nextMoment, withRoles } from '../support/contexts'
import { makeDue } from '../support/notices'
import { aBodyThatAsks } from '../support/register-people'
import { startProcess, killWorkerProcesses } from '../support/worker-process'
import { columnsOf, drafted, upload, work, written } from '../support/imports'
import { trailOf } from '../support/trail-of'

let body: Context
let other: Context

beforeAll(async () => {
  body = await aGoverningBody()
  other = await aClub(body)
})

const register = (club: Context) =>
  rowsOf(
    `select name, email, teams, coaches_under_18s_online as online from coaches
      where organisation_id = $1 order by name`,
    [club.organisation.id],
  )

const claims = (club: Context) =>
  rowsOf(
    `select kind, state, issued_on::text as issued, verified_at is not null as verified
      from credentials where organisation_id = $1 order by kind, state`,
    [club.organisation.id],
  )

const posts = (club: Context) =>
  rowsOf(
    `select a.role, c.coaching, a.offered_by_name as by, a.accepted_at is not null as accepted
      from appointments a join coaches c on c.id = a.coach_id where a.organisation_id = $1`,
    [club.organisation.id],
  )

const file = `Name,E-mail,Team,Under 18s online
Sam Okafor,sam@example.org,Under 12s,yes
Priya Rao,priya@example.org,,no
`

describe('a file of people', () => {
  test('is drafted, shown, confirmed, written and erased; a second time it changes nothing', async () => {
    const club = await aClub(body)
    const importId = await drafted(club, file)
    expect(await register(club)).toEqual([])
    expect(await getImport(club, { importId })).toMatchObject({
      state: 'ready',
      planned: { add: 2, change: 0, same: 0 },
    })
    expect(await written(club, importId)).toMatchObject({
      state: 'done',
      added: 2,
      leftOutCount: 0,
    })
    expect(await register(club)).toEqual([
      { name: 'Priya Rao', email: 'priya@example.org', teams: '', online: false },
      { name: 'Sam Okafor', email: 'sam@example.org', teams: 'Under 12s', online: true },
    ])
    expect(await rowsOf('select 1 from import_rows where import_id = $1', [importId])).toEqual([])
    expect(await trailOf(club.organisation.id)).toEqual(
      expect.arrayContaining(['import.upload user', 'import.confirm user', 'coach.add worker']),
    )

    const again = await drafted(club, file)
    expect(await getImport(club, { importId: again })).toMatchObject({
      planned: { add: 0, change: 0, same: 2 },
    })
    expect(await written(club, again)).toMatchObject({ added: 0, changed: 0, same: 2 })
    expect(await register(club)).toHaveLength(2)
  })

  test('changes only what it says, and never empties what stands there', async () => {
    const club = await aClub(body)
    await written(club, await drafted(club, file))
    const next =
      'Name,Email,Team\nSAM OKAFOR,Sam@Example.org,"Under 14s, Tuesday"\nPriya Rao,priya@example.org,\n'
    const importId = await drafted(club, next)
    expect(await written(club, importId)).toMatchObject({ added: 0, changed: 1, same: 1 })
    expect(await register(club)).toEqual([
      expect.objectContaining({ name: 'Priya Rao', online: false }),
      expect.objectContaining({ name: 'Sam Okafor', teams: 'Under 14s, Tuesday', online: true }),
    ])
  })

  test('shows every problem with its row before anything is written, to be mended in place', async () => {
    const club = await aClub(body)
    const importId = await drafted(
      club,
      'Name,Email,Team\nSam Okafor,sam@,A\n\n,b@example.org,B\nJo Lee,jo@example.org,C\nJo Lee,jo@example.org,D\nJo Lee,jo@example.org,C\n',
    )
    const problems = await listImportRows(club, { importId, filter: 'problem', after: 0 })
    expect(problems.rows.map(({ number, problems: [first] }) => [number, first?.field])).toEqual([
      [2, 'email'],
      [4, 'name'],
      [6, 'name'],
    ])
    const left = await listImportRows(club, { importId, filter: 'left_out', after: 0 })
    expect(left.rows).toMatchObject([
      { number: 7, notes: [{ message: 'It says the same as row 5.' }] },
    ])
    await expect(confirmImport(club, { importId })).rejects.toMatchObject({ code: 'conflict' })

    const seen = await getImportRow(club, { importId, number: 2 })
    expect(seen.fields).toContainEqual({ field: 'email', text: 'sam@' })
    const typed = { name: 'Sam Okafor', email: 'sam@example.org', teams: 'A', online: '' } as const
    const mended = await mendRow(at(club, nextMoment()), { importId, number: 2, typed })
    expect(mended.problems).toEqual([])
    // Taking out the first of two that contradict each other mends the second.
    await leaveOut(at(club, nextMoment()), { importId, which: 'problems' })
    expect(await written(club, importId)).toMatchObject({
      added: 2,
      leftOut: [
        { number: 4, why: 'There was a problem with: Name.' },
        { number: 6, why: 'There was a problem with: Name.' },
        { number: 7, why: 'It says the same as row 5.' },
      ],
    })
    expect(await trailOf(club.organisation.id)).toContain('import.mend_row user')
  })

  test('asks once for the whole file which comes first, the day or the month', async () => {
    const club = await aClub(body)
    const text = 'Name,Email,DBS issue date\nSam Okafor,sam@example.org,01/02/2024\n'
    const { importId } = await upload(club, text)
    const columns = await columnsOf(club, importId)
    expect((await getImport(club, { importId })).orderAsked).toBe(true)
    const asked = { importId, columns, online: 'yes' } as const
    await expect(
      chooseColumns(at(club, nextMoment()), { ...asked, dateOrder: null }),
    ).rejects.toMatchObject({ problems: [{ field: 'dateOrder' }] })
    await chooseColumns(at(club, nextMoment()), { ...asked, dateOrder: 'month_first' })
    await work(club, importId)
    const { fields } = await getImportRow(club, { importId, number: 2 })
    expect(fields).toContainEqual({ field: 'record_check_issued', text: '2024-01-02' })
  })

  test('offers roles and says what people have to show, unverified; an older file takes nothing back', async () => {
    const club = await aClub(body)
    const rowOf = (issued: string) =>
      `Name,Email,Role,First aid date,DBS issue date\nSam Okafor,sam@example.org,Treasurer,${issued},2025-03-04\n`
    await written(club, await drafted(club, rowOf('14/02/2025')))
    expect(await claims(club)).toEqual([
      ...[{ kind: 'first_aid', state: 'in_force', issued: '2025-02-14', verified: false }],
      ...[{ kind: 'record_check', state: 'in_force', issued: '2025-03-04', verified: false }],
    ])
    expect(await posts(club)).toEqual([
      { role: 'treasurer', coaching: false, by: 'Wendy Officer', accepted: false },
    ])
    const older = await drafted(club, rowOf('14/02/2023'))
    expect(await getImport(club, { importId: older })).toMatchObject({ planned: { same: 1 } })
    expect(await written(club, older)).toMatchObject({ same: 1, changed: 0 })
    expect(await written(club, await drafted(club, rowOf('14/02/2026')))).toMatchObject({
      changed: 1,
    })
    expect(await claims(club)).toEqual([
      ...[{ kind: 'first_aid', state: 'in_force', issued: '2026-02-14', verified: false }],
      ...[{ kind: 'first_aid', state: 'replaced', issued: '2025-02-14', verified: false }],
      ...[{ kind: 'record_check', state: 'in_force', issued: '2025-03-04', verified: false }],
    ])
    expect(await posts(club)).toHaveLength(1)
    const { text } = await exportRegister(at(club, nextMoment()), {})
    expect(text).toContain('Sam Okafor,sam@example.org,,,Treasurer,no,2025-03-04')
    expect(await trailOf(club.organisation.id)).toContain('register.export user')
  })

  test('has everybody judged once it is written, and again only who stands otherwise', async () => {
    const asking = await aBodyThatAsks()
    const club = today(await aClub(asking))
    await doDue(['judge-again'])
    const people =
      'Name,Email,DBS issue date\nSam Okafor,sam@example.org,04/03/2025\nJo Rao,jo@example.org,\n'
    await written(club, await drafted(club, people))
    const judged = () =>
      rowsOf<{ name: string; control: string; result: string }>(
        `select c.name, r.control, r.result from results_current r
           join coaches c on c.id = r.subject_id
         where r.organisation_id = $1 and r.coach_id = c.id order by c.name, r.control`,
        [club.organisation.id],
      )
    expect(await judged()).toEqual([])
    await doDue(['judge-people'])
    expect(await judged()).toEqual([
      ...[{ name: 'Jo Rao', control: 'P01', result: 'not_met' }],
      ...[{ name: 'Jo Rao', control: 'P11', result: 'not_met' }],
      ...[{ name: 'Sam Okafor', control: 'P01', result: 'could_not_check' }],
      ...[{ name: 'Sam Okafor', control: 'P11', result: 'not_met' }],
    ])
    const changes = () =>
      rowsOf('select count(*)::int from result_changes where organisation_id = $1', [
        club.organisation.id,
      ])
    const before = await changes()
    await makeDue('judge-people', club, club.organisation.id, new Date())
    await doDue(['judge-people'])
    expect(await changes()).toEqual(before)
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('register.judged_people worker')
  })

  test('taken back, or kept too long, is erased, and nothing of it was written', async () => {
    const club = await aClub(body)
    const importId = await drafted(club, file)
    await withdrawImport(at(club, nextMoment()), { importId })
    await expect(confirmImport(club, { importId })).rejects.toMatchObject({ code: 'conflict' })
    await expect(withdrawImport(club, { importId })).rejects.toMatchObject({ code: 'conflict' })
    const late = await drafted(club, file)
    await rowsOf('update imports set erase_at = uploaded_at', [])
    await rowsOf("update system.due set at = now() where kind = 'erase-import'", [])
    await handle('erase-import', { organisationId: club.organisation.id, subjectId: late })
    expect((await listImports(club, {})).map(({ state }) => state)).toEqual([
      'withdrawn',
      'withdrawn',
    ])
    expect(
      await rowsOf('select 1 from import_rows where organisation_id = $1', [club.organisation.id]),
    ).toEqual([])
    expect(await register(club)).toEqual([])
  })

  const others = ['coach', 'person', 'safeguarding_lead', 'auditor', 'worker'] as const
  test.each(others)('is not found by a %s, nor in another club', async (role) => {
    const club = await aClub(body)
    const importId = await drafted(club, file)
    const missing = { code: 'not_found' }
    for (const ctx of [withRoles(club, role), other]) {
      await expect(getImport(ctx, { importId })).rejects.toMatchObject(missing)
      await expect(getImportRow(ctx, { importId, number: 2 })).rejects.toMatchObject(missing)
      await expect(
        listImportRows(ctx, { importId, filter: 'add', after: 0 }),
      ).rejects.toMatchObject(missing)
      await expect(confirmImport(ctx, { importId })).rejects.toMatchObject(missing)
      await expect(withdrawImport(ctx, { importId })).rejects.toMatchObject(missing)
      await expect(leaveOut(ctx, { importId, which: 2 })).rejects.toMatchObject(missing)
      await expect(mendRow(ctx, { importId, number: 2, typed: {} })).rejects.toMatchObject(missing)
    }
    await expect(upload(withRoles(club, role), file)).rejects.toMatchObject(missing)
    await expect(exportRegister(withRoles(club, role), {})).rejects.toMatchObject(missing)
    expect(await listImports(other, {})).toEqual([])
  })
})

test('a worker that is killed in the middle goes on where it was, and writes nothing twice', async () => {
  const club = await aClub(body)
  const people = 600
  const rows = Array.from(
    { length: people },
    (_, index) => `Pat No${'abcdefghij'[index % 10]} ${letters(index)},p${index}@example.org`,
  )
  const importId = await drafted(club, `Name,Email\n${rows.join('\n')}\n`)
  await confirmImport(at(club, nextMoment()), { importId })
  const count = async () => (await register(club)).length
  const script = ['tests/support/work-once.ts', 'work-import', club.organisation.id, importId]
  const worker = startProcess(script)
  await expect.poll(count, { timeout: 60_000, interval: 10 }).toBeGreaterThan(0)
  await worker.kill()
  expect(await count()).toBeLessThan(people)
  await rowsOf("update system.due set lease_until = now() where kind = 'work-import'", [])
  await work(club, importId)
  expect(await getImport(club, { importId })).toMatchObject({ state: 'done', added: people })
  expect(await count()).toBe(people)
  const added = (await trailOf(club.organisation.id)).filter((line) => line === 'coach.add worker')
  expect(added).toHaveLength(people)
  killWorkerProcesses()
}, 120_000)

const letters = (index: number) =>
  String(index).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')
