import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { imports, importRows } from '#db/schema/imports'
import { memberships } from '#db/schema/organisations'
import { command } from '../command'
import type { Context } from '../context'
import { mayRole } from '../core/permissions'
import type { RowPlan } from '../core/imports/states'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { membershipInForce } from '../memberships/membership-in-force'
import { namesOfUsers } from '../memberships/names-of-users'
import { deliverStatus } from '../roll-ups/deliver-status'
import { endImport } from './end-import'
import { holdImport, ofImport, readOf, type Import } from './import-row'
import { writePeople, type Wrote } from './write-people'

/** Rows that are written in one transaction. */
const part_rows = 200

/**
 * A worker writes the next rows of a file that somebody confirmed; false where none are left, and it
 * is done, or where who confirmed it keeps this register no more. A row is done in the transaction that writes it, so that whoever comes second, or after a
 * worker that was lost, writes nothing twice.
 */
export const writePart = command({
  name: 'import.write',
  permission: 'import.work',
  input: z.object({ importId: id, token: z.string() }),
  async run(tx, ctx, { importId, token }) {
    const of = await holdImport(tx, importId)
    const writes = of.state === 'writing'
    const officer = writes ? await officerOf(tx, ctx, of) : null
    const wrote = officer ? await writeNext(tx, officer, of) : []
    if (wrote.length === 0) {
      await dueFinish(tx, 'work-import', importId, token, null)
      if (officer) await endImport(tx, ctx, of, 'done')
      else if (writes) await stop(tx, ctx, of)
    } else {
      await settle(tx, of, wrote)
      if (wrote.some(({ plan }) => plan !== 'same')) await deliverStatus(tx, ctx)
    }
    const entries = wrote.flatMap((each) => each.entries)
    const about = { subject: 'import', subjectId: importId, detail: { rows: wrote.length } }
    return { result: wrote.length > 0, trail: [about, ...entries] }
  },
})

async function writeNext(tx: Tx, officer: Context, of: Import): Promise<Wrote[]> {
  const rows = await tx
    .select()
    .from(importRows)
    .where(ofImport(of.id, eq(importRows.state, 'ready')))
    .orderBy(asc(importRows.number))
    .limit(part_rows)
  const read = rows.flatMap((row) => {
    const { person } = readOf(of, row, officer.now)
    return person ? [{ rowId: row.id, person }] : []
  })
  return read.length === 0 ? [] : writePeople(tx, officer, of, read)
}

/**
 * Who confirmed the file: what it says is theirs, whoever writes it. Null where they do not keep this
 * register any more.
 */
async function officerOf(tx: Tx, ctx: Context, { confirmedBy }: Import): Promise<Context | null> {
  if (!confirmedBy) throw new Error('a file that nobody confirmed')
  const held = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.userId, confirmedBy), membershipInForce(ctx.now)))
  const roles = held.map(({ role }) => role)
  if (!mayRole(roles, 'coach.manage')) return null
  const name = (await namesOfUsers([confirmedBy])).get(confirmedBy)?.name ?? 'Touchline'
  return { ...ctx, actor: { kind: 'user', userId: confirmedBy, name, email: '' } }
}

/** Nothing more is written in the name of who left: what is left waits for somebody else to confirm. */
const stop = (tx: Tx, ctx: Context, of: Import) =>
  tx
    .update(imports)
    .set({ state: 'ready', confirmedBy: null, confirmedAt: null, stoppedAt: ctx.now })
    .where(eq(imports.id, of.id))

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
