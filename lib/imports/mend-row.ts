import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { importRows } from '#db/schema/imports'
import { command } from '../command'
import { notFound } from '../core/errors'
import { dateFields, type TypedRow } from '../core/imports/fields'
import { personKey } from '../core/imports/read-row'
import { id } from '../ids'
import { holdImportTo, ofImport, readOf, type Import } from './import-row'
import { judgeRows } from './judge-rows'

const textLengthMax = 300
const text = z.string().max(textLengthMax, `Use at most ${textLengthMax} characters.`)

/** What a form says of a row: every field that the file has, as text. */
const typed = z.object({
  name: text.optional(),
  email: text.optional(),
  teams: text.optional(),
  tags: text.optional(),
  roles: text.optional(),
  online: z.enum(['', 'yes', 'no']).optional(),
  ...Object.fromEntries(dateFields.map((field) => [field, text.optional()])),
})

/**
 * Mends one row of a draft: what is typed holds instead of its cells. It is kept whatever is still
 * wrong with it, and looked at again beside the others that are about the same person. Says what is
 * still wrong. Throws `conflict` where the file is no draft any more.
 */
export const mendRow = command({
  name: 'import.mend_row',
  permission: 'coach.manage',
  input: z.object({ importId: id, number: z.number().int(), typed }),
  async run(tx, ctx, { importId, number, typed: given }) {
    const of = await holdImportTo(tx, 'mend_row', importId)
    const [row] = await tx
      .select()
      .from(importRows)
      .where(ofImport(importId, eq(importRows.number, number)))
    if (!row) throw notFound()
    const texts: TypedRow = given
    await tx.update(importRows).set({ typed: texts }).where(eq(importRows.id, row.id))
    const { person } = readOf(of, { cells: row.cells, typed: texts }, ctx.now)
    const keys = [row.personKey, person && personKey(person)].filter((key) => key !== null)
    await judgeAgain(tx, of, number, keys, ctx.now)
    const [after] = await tx.select().from(importRows).where(eq(importRows.id, row.id))
    const detail = { row: number }
    return {
      result: { problems: after?.problems ?? [] },
      trail: [{ subject: 'import', subjectId: importId, detail }],
    }
  },
})

/** The row, and all that were or are about the same person; what was left out by hand stays so. */
async function judgeAgain(
  tx: Tx,
  of: Import,
  number: number,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  const same =
    keys.length === 0
      ? []
      : await tx
          .select()
          .from(importRows)
          .where(
            ofImport(
              of.id,
              inArray(importRows.personKey, [...keys]),
              inArray(importRows.state, ['ready', 'problem']),
            ),
          )
  const own = await tx
    .select()
    .from(importRows)
    .where(ofImport(of.id, eq(importRows.number, number)))
  const rows = [...own, ...same.filter((each) => each.number !== number)]
  await judgeRows(
    tx,
    of,
    rows.toSorted((a, b) => a.number - b.number),
    now,
  )
}
