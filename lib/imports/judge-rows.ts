import { eq, inArray, or, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { importRows } from '#db/schema/imports'
import { judgeRow, type Beside } from '../core/imports/judge-row'
import { personKey, type ReadPerson, type ReadRow } from '../core/imports/read-row'
import { ofImport, readOf, type Import, type ImportRow } from './import-row'
import { isAbout, notClearedHere, type NotCleared } from '../register/carry-not-cleared'
import { registerClaims } from './register-claims'

type RegisterRow = typeof coaches.$inferSelect

/**
 * Reads and judges these rows, in the order of their numbers, and keeps what came of it: beside the
 * rows of the file that are about the same people, and beside the register.
 */
export async function judgeRows(
  tx: Tx,
  of: Import,
  rows: readonly ImportRow[],
  now: Date,
): Promise<void> {
  const read = rows.map((row) => ({ row, read: readOf(of, row, now) }))
  const people = read.flatMap(({ read: { person } }) => (person ? [person] : []))
  const register = await registerNear(tx, people)
  const earlier = await sameInFile(tx, of, people, now)
  for (const { row } of read) forget(earlier, row.number)
  const judged = read.map(({ row, read: said }) => {
    const result = judgeRow(said, besideOf(said, row, earlier, register))
    const key = said.person && result.state !== 'left_out' ? personKey(said.person) : null
    if (said.person && key) remember(earlier, key, { number: row.number, person: said.person })
    return { ...result, id: row.id, personKey: said.person ? personKey(said.person) : null }
  })
  await keep(tx, judged)
}

type Named = { number: number; person: ReadPerson }
type Earlier = Map<string, Named[]>

function remember(earlier: Earlier, key: string, named: Named): void {
  earlier.set(
    key,
    [...(earlier.get(key) ?? []), named].toSorted((a, b) => a.number - b.number),
  )
}

/** A row is not beside itself. */
function forget(earlier: Earlier, number: number): void {
  for (const [key, named] of earlier) {
    earlier.set(
      key,
      named.filter((each) => each.number !== number),
    )
  }
}

/** Rows of the file that are about these people and were looked at before. */
async function sameInFile(
  tx: Tx,
  of: Import,
  people: readonly ReadPerson[],
  now: Date,
): Promise<Earlier> {
  const earlier: Earlier = new Map()
  const keys = [...new Set(people.map(personKey))]
  if (keys.length === 0) return earlier
  const rows = await tx
    .select()
    .from(importRows)
    .where(
      ofImport(
        of.id,
        inArray(importRows.personKey, keys),
        inArray(importRows.state, ['ready', 'problem', 'done']),
      ),
    )
  for (const row of rows) {
    const { person } = readOf(of, row, now)
    if (person) remember(earlier, personKey(person), { number: row.number, person })
  }
  return earlier
}

type Near = {
  byEmail: Map<string, RegisterRow[]>
  byName: Map<string, RegisterRow[]>
  claimsOf: Awaited<ReturnType<typeof registerClaims>>
  notCleared: readonly NotCleared[]
}

/** Everybody on the register, or who was, with an address or a name of these. */
async function registerNear(tx: Tx, people: readonly ReadPerson[]): Promise<Near> {
  const byEmail = new Map<string, RegisterRow[]>()
  const byName = new Map<string, RegisterRow[]>()
  const notCleared = await notClearedHere(tx)
  if (people.length === 0) {
    return { byEmail, byName, claimsOf: await registerClaims(tx, []), notCleared }
  }
  const emails = [...new Set(people.map(({ email }) => email))]
  const names = [...new Set(people.map(({ name }) => name.toLowerCase()))]
  const rows = await tx
    .select()
    .from(coaches)
    .where(or(inArray(coaches.email, emails), inArray(sql`lower(${coaches.name})`, names)))
  const add = (map: Map<string, RegisterRow[]>, key: string, row: RegisterRow) =>
    map.set(key, [...(map.get(key) ?? []), row])
  for (const row of rows) {
    add(byEmail, row.email, row)
    add(byName, row.name.toLowerCase(), row)
  }
  const claimsOf = await registerClaims(
    tx,
    rows.map((row) => row.id),
  )
  return { byEmail, byName, claimsOf, notCleared }
}

function besideOf({ person }: ReadRow, row: ImportRow, earlier: Earlier, near: Near): Beside {
  const noneNear = { notCleared: false, sameEmail: [], sameName: [] }
  const none: Beside = { before: [], there: null, leftAt: null, ...noneNear }
  if (!person) return none
  const name = person.name.toLowerCase()
  const withEmail = near.byEmail.get(person.email) ?? []
  const withName = near.byName.get(name) ?? []
  const same = withEmail.filter((each) => each.name.toLowerCase() === name)
  const left = same.flatMap(({ endsAt }) => (endsAt ? [endsAt] : []))
  const isThere = ({ endsAt }: RegisterRow) => endsAt === null
  const there = same.find(isThere)
  return {
    before: (earlier.get(personKey(person)) ?? []).filter(({ number }) => number < row.number),
    there: there ? { ...there, ...near.claimsOf(there.id) } : null,
    leftAt: left.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null,
    notCleared: near.notCleared.some((each) => isAbout(each, { ...person, id: '', userId: null })),
    sameEmail: withEmail
      .filter((each) => isThere(each) && each.name.toLowerCase() !== name)
      .map((each) => each.name),
    sameName: withName
      .filter((each) => isThere(each) && each.email !== person.email)
      .map((each) => each.email),
  }
}

type Kept = Pick<ImportRow, 'id' | 'state' | 'plan' | 'personKey' | 'problems' | 'notes'>

/** All of them with one statement. */
async function keep(tx: Tx, rows: readonly Kept[]): Promise<void> {
  if (rows.length === 0) return
  const values = JSON.stringify(rows)
  await tx.execute(sql`
    update ${importRows} set state = v.state, plan = v.plan, person_key = v."personKey",
      problems = v.problems, notes = v.notes
    from jsonb_to_recordset(${values}::jsonb)
      as v(id uuid, state text, plan text, "personKey" text, problems jsonb, notes jsonb)
    where ${eq(importRows.id, sql`v.id`)}`)
}
