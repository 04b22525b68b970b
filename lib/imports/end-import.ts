import { eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { imports, importRows } from '#db/schema/imports'
import type { Context } from '../context'
import { fieldWords } from '../core/imports/fields'
import { dueRemove } from '../jobs/due'
import { ofImport, type Import, type ImportRow } from './import-row'

/** Numbers of rows that are kept. More are only counted. */
const leftOut_max = 1000

/**
 * Ends an import and erases what its file held. Of rows that were not written their number stays, and
 * why, without anything that stood in them.
 */
export async function endImport(
  tx: Tx,
  ctx: Context,
  of: Import,
  state: 'done' | 'withdrawn',
): Promise<void> {
  const left = await tx
    .select()
    .from(importRows)
    .where(ofImport(of.id, inArray(importRows.state, ['left_out', 'problem'])))
    .orderBy(importRows.number)
  const leftOut = state === 'done' ? left : []
  await tx
    .update(imports)
    .set({
      ...{ state, endedAt: ctx.now, leftOutCount: leftOut.length },
      leftOut: leftOut.slice(0, leftOut_max).map((row) => ({ number: row.number, why: why(row) })),
      // What the headings and the file were called may name somebody, too.
      ...{ headers: [], fileName: '' },
    })
    .where(eq(imports.id, of.id))
  await tx.delete(importRows).where(ofImport(of.id))
  await dueRemove(tx, 'erase-import', of.id)
  await dueRemove(tx, 'work-import', of.id)
}

const sameAsRow = /^It says the same as row \d+\.$/

function why({ problems, notes }: ImportRow): string {
  const fields = new Set(problems.flatMap(({ field }) => (field ? [fieldWords(field)] : [])))
  if (fields.size > 0) return `There was a problem with: ${[...fields].join(', ')}.`
  const same = notes.find(({ message }) => sameAsRow.test(message))
  return same?.message ?? 'Somebody left it out.'
}
