import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { imports, importRows } from '#db/schema/imports'
import { command } from '../command'
import type { Context } from '../context'
import { AppError, type FieldProblem } from '../core/errors'
import { fieldNamed } from '../core/imports/fields'
import { guessedOrder } from '../core/imports/guessed-order'
import { eraseImportAt } from '../core/imports/limits'
import { chosenTwice, missingColumns } from '../core/imports/match-columns'
import { columnKept } from '../core/imports/states'
import { id } from '../ids'
import { dueAdd } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'
import { holdImportTo, ofImport } from './import-row'

const input = z.object({
  importId: id,
  /** For each column the name of its field, or an empty text. */
  columns: z.array(z.string().transform((name) => fieldNamed(name) ?? '')),
  dateOrder: z.enum(['day_first', 'month_first']).nullable(),
  online: z
    .enum(['yes', 'no'])
    .nullable()
    .refine((chosen) => chosen !== null, 'Choose yes or no.'),
})

const choose = command({
  name: 'import.choose_columns',
  permission: 'coach.manage',
  input,
  async run(tx, ctx, { importId, columns, dateOrder, online }) {
    const of = await holdImportTo(tx, 'choose_columns', importId)
    const { headers, state, columns: before } = of
    const fields = headers.map((_, index) => columns[index] ?? '')
    const kept = headers.map((_, index) => columnKept(state, before[index] ?? ''))
    const rows = await tx
      .select({ cells: importRows.cells })
      .from(importRows)
      .where(ofImport(importId))
    const guessed = guessedOrder(fields, rows)
    refuse([
      ...fields.flatMap((field, index) => (field === '' || kept[index] ? [] : [notKept(index)])),
      ...problemsOf(fields, guessed.asked && !dateOrder),
    ])
    await tx
      .update(imports)
      .set({
        ...{ columns: fields, dateOrder: dateOrder ?? guessed.order, online, state: 'checking' },
        eraseAt: eraseImportAt(of.uploadedAt, true),
      })
      .where(eq(imports.id, importId))
    await tx
      .update(importRows)
      .set({
        ...{ state: 'new', plan: null, personKey: null, problems: [], notes: [] },
        cells: onlyCellsOf(fields),
      })
      .where(ofImport(importId))
    await dueAdd(tx, 'work-import', importId, ctx.now)
    return { result: undefined, trail: [{ subject: 'import', subjectId: importId }] }
  },
})

/**
 * Says what each column of a file is, how its dates are to be read, and what holds for those of whom
 * it does not say whether they coach under-18s online; then every row is looked at by a worker. What
 * stands in columns that are none of our fields is erased, whatever it is: nobody decided to keep it.
 * Throws `invalid_input` with what is missing, `conflict` where the file is too far for it.
 */
export async function chooseColumns(ctx: Context, asked: z.input<typeof input>): Promise<void> {
  await choose(ctx, asked)
  await enqueue('work-import', ctx.organisation.id, asked.importId)
}

/** The cells without those of columns that fill no field, each in its place. */
const onlyCellsOf = (fields: readonly string[]) => sql`(
  select coalesce(jsonb_agg(case when ${JSON.stringify(fields)}::jsonb ->> (of.at::integer - 1) = ''
    then '' else of.cell end order by of.at), '[]')
  from jsonb_array_elements_text(${importRows.cells}) with ordinality as of(cell, at))`

const notKept = (index: number): FieldProblem => ({
  field: `column${index}`,
  message: 'What stood in this column was not kept. Read the file in again to use it.',
})

function problemsOf(columns: readonly string[], orderAsked: boolean): FieldProblem[] {
  const twice = chosenTwice(columns)[0]
  const again = twice === undefined ? -1 : columns.lastIndexOf(twice)
  return [
    ...missingColumns(columns).map((message) => ({ field: 'column0', message })),
    ...(again === -1
      ? []
      : [{ field: `column${again}`, message: 'Two columns cannot both be this. Change one.' }]),
    ...(orderAsked
      ? [{ field: 'dateOrder', message: 'Say how dates such as 01/02/2024 are to be read.' }]
      : []),
  ]
}

function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return
  throw new AppError('invalid_input', 'There is a problem with the columns.', problems)
}
