import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { imports, importRows } from '#db/schema/imports'
import { command } from '../command'
import type { Context } from '../context'
import { changeOf } from '../core/imports/compare-person'
import { personKey, type ReadPerson } from '../core/imports/read-row'
import type { RowPlan } from '../core/imports/states'
import { id, newId } from '../ids'
import { dueFinish } from '../jobs/due'
import { deliverStatus } from '../roll-ups/deliver-status'
import type { TrailEntry } from '../trail/trail-entry'
import { endImport } from './end-import'
import { holdImport, ofImport, readOf, type Import } from './import-row'

/** Rows that are written in one transaction. */
const part_rows = 200

type Wrote = { rowId: string; plan: RowPlan; coachId: string; entry: TrailEntry | null }

/**
 * A worker writes the next rows of a file that somebody confirmed; false where none are left, and it
 * is done. A row is done in the transaction that writes it, so that whoever comes second, or after a
 * worker that was lost, writes nothing twice.
 */
export const writePart = command({
  name: 'import.write',
  permission: 'import.work',
  input: z.object({ importId: id, token: z.string() }),
  async run(tx, ctx, { importId, token }) {
    const of = await holdImport(tx, importId)
    const wrote = of.state === 'writing' ? await writeNext(tx, ctx, of) : []
    if (wrote.length === 0) {
      await dueFinish(tx, 'work-import', importId, token, null)
      if (of.state === 'writing') await endImport(tx, ctx, of, 'done')
    } else {
      await settle(tx, of, wrote)
      if (wrote.some(({ plan }) => plan !== 'same')) await deliverStatus(tx, ctx)
    }
    const entries = wrote.flatMap(({ entry }) => (entry ? [entry] : []))
    const about = { subject: 'import', subjectId: importId, detail: { rows: wrote.length } }
    return { result: wrote.length > 0, trail: [about, ...entries] }
  },
})

async function writeNext(tx: Tx, ctx: Context, of: Import): Promise<Wrote[]> {
  const rows = await tx
    .select()
    .from(importRows)
    .where(ofImport(of.id, eq(importRows.state, 'ready')))
    .orderBy(asc(importRows.number))
    .limit(part_rows)
  const read = rows.flatMap((row) => {
    const { person } = readOf(of, row, ctx.now)
    return person ? [{ rowId: row.id, person }] : []
  })
  if (read.length === 0) return []
  const there = await registerOf(
    tx,
    read.map(({ person }) => person),
  )
  const wrote: Wrote[] = []
  for (const { rowId, person } of read) {
    const done = await writePerson(tx, ctx, of, person, there)
    wrote.push({ rowId, ...done })
  }
  return wrote
}

type Row = typeof coaches.$inferSelect
type Register = Map<string, Row>

/** Who of these people stands on the register, held until the commit. */
async function registerOf(tx: Tx, people: readonly ReadPerson[]): Promise<Register> {
  const emails = [...new Set(people.map(({ email }) => email))]
  const rows = await tx
    .select()
    .from(coaches)
    .where(and(isNull(coaches.endsAt), inArray(coaches.email, emails)))
    .for('update')
  return new Map(rows.map((row) => [personKey(row), row]))
}

/** What is on the register by now decides, and not what was there when the row was looked at. */
async function writePerson(
  tx: Tx,
  ctx: Context,
  of: Import,
  person: ReadPerson,
  register: Register,
): Promise<Omit<Wrote, 'rowId'>> {
  const key = personKey(person)
  const there = register.get(key)
  const by = { import: of.id, by: of.confirmedBy }
  if (!there) {
    const row = await addPerson(tx, ctx, of, person)
    register.set(key, row)
    const detail = by
    const entry = { subject: 'coach', subjectId: row.id, action: 'coach.add', detail }
    return { plan: 'add', coachId: row.id, entry }
  }
  const change = changeOf(person, there)
  const changed = Object.keys(change)
  if (changed.length === 0) return { plan: 'same', coachId: there.id, entry: null }
  await tx.update(coaches).set(change).where(eq(coaches.id, there.id))
  register.set(key, { ...there, ...change })
  const detail = { ...by, changed }
  const entry = { subject: 'coach', subjectId: there.id, action: 'coach.change', detail }
  return { plan: 'change', coachId: there.id, entry }
}

async function addPerson(tx: Tx, ctx: Context, of: Import, person: ReadPerson): Promise<Row> {
  const { name, email, teams, online } = person
  const [row] = await tx
    .insert(coaches)
    .values({
      ...{ organisationId: ctx.organisation.id, id: newId(), name, email, teams: teams ?? '' },
      ...{ coachesUnder18sOnline: online ?? of.online === 'yes', startsAt: ctx.now },
    })
    .returning()
  if (!row) throw new Error('a row of the register was not written')
  return row
}

/** The rows are done, and counted. */
async function settle(tx: Tx, of: Import, wrote: readonly Wrote[]): Promise<void> {
  const values = JSON.stringify(wrote.map(({ rowId, plan, coachId }) => ({ rowId, plan, coachId })))
  await tx.execute(sql`
    update ${importRows} set state = 'done', plan = v.plan, coach_id = v."coachId"
    from jsonb_to_recordset(${values}::jsonb) as v("rowId" uuid, plan text, "coachId" uuid)
    where ${eq(importRows.id, sql`v."rowId"`)}`)
  const count = (plan: RowPlan) => wrote.filter((each) => each.plan === plan).length
  await tx
    .update(imports)
    .set({
      added: of.added + count('add'),
      changed: of.changed + count('change'),
      same: of.same + count('same'),
    })
    .where(eq(imports.id, of.id))
}
