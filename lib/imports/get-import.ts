import { count, eq } from 'drizzle-orm'
import { z } from 'zod'
import { imports, importRows } from '#db/schema/imports'
import { notFound } from '../core/errors'
import { fieldNamed, isDateField } from '../core/imports/fields'
import { guessedOrder } from '../core/imports/guessed-order'
import { importLimits } from '../core/imports/limits'
import { plainCell } from '../core/imports/plain-cell'
import type { LeftOut } from '../core/imports/row-said'
import { columnKept, type RowPlan, type RowState } from '../core/imports/states'
import { id } from '../ids'
import { query } from '../query'
import { ofImport, type Import } from './import-row'

/** One column of a file, with what stands in it first. */
export type SeenColumn = {
  readonly heading: string
  readonly field: string
  readonly examples: readonly string[]
  readonly isDate: boolean
  /** False where what stood in it was erased. */
  readonly kept: boolean
}

export type SeenImport = Pick<
  Import,
  | 'fileName'
  | 'encoding'
  | 'separator'
  | 'state'
  | 'dateOrder'
  | 'online'
  | 'rows'
  | 'added'
  | 'changed'
  | 'same'
  | 'leftOutCount'
  | 'uploadedByName'
  | 'uploadedAt'
  | 'confirmedAt'
  | 'endedAt'
  | 'eraseAt'
  | 'stoppedAt'
> & {
  readonly importId: string
  readonly columns: readonly SeenColumn[]
  /** True where something hangs on whether the day or the month comes first, and nothing shows it. */
  readonly orderAsked: boolean
  /** How many rows stand how, while the file is a draft. */
  readonly inState: Readonly<Record<RowState, number>>
  readonly planned: Readonly<Record<RowPlan, number>>
  readonly leftOut: readonly LeftOut[]
}

/** Every one of them: the order of dates hangs on each. */
const all_rows = importLimits.rows
const example_rows = 50
const examples_max = 3

/** One import, with how far it is. Throws `not_found`. */
export const getImport = query({
  permission: 'coach.manage',
  input: z.object({ importId: id }),
  isolation: 'repeatable read',
  async run(tx, _ctx, { importId }): Promise<SeenImport> {
    const [of] = await tx.select().from(imports).where(eq(imports.id, importId))
    if (!of) throw notFound()
    const first = await tx
      .select({ cells: importRows.cells })
      .from(importRows)
      .where(ofImport(importId))
      .orderBy(importRows.number)
      .limit(of.state === 'columns' || of.state === 'ready' ? all_rows : 0)
    const counts = await tx
      .select({ state: importRows.state, plan: importRows.plan, number: count() })
      .from(importRows)
      .where(ofImport(importId))
      .groupBy(importRows.state, importRows.plan)
    const sum = (which: (row: (typeof counts)[number]) => boolean) =>
      counts.filter(which).reduce((total, { number }) => total + number, 0)
    const stateCount = (state: RowState) => sum((row) => row.state === state)
    const planCount = (plan: RowPlan) => sum((row) => row.state === 'ready' && row.plan === plan)
    const { headers, columns, ...rest } = of
    return {
      ...rest,
      importId,
      columns: headers.map((heading, index) => columnOf(of, index, first, heading)),
      orderAsked: guessedOrder(columns, first).asked,
      inState: {
        new: stateCount('new'),
        ready: stateCount('ready'),
        problem: stateCount('problem'),
        left_out: stateCount('left_out'),
        done: stateCount('done'),
      },
      planned: { add: planCount('add'), change: planCount('change'), same: planCount('same') },
    }
  },
})

function columnOf(
  { state, columns }: Import,
  index: number,
  rows: readonly { cells: readonly string[] }[],
  heading: string,
): SeenColumn {
  const field = columns[index] ?? ''
  const cells = rows.slice(0, example_rows).map(({ cells: all }) => plainCell(all[index] ?? ''))
  const examples = [...new Set(cells.filter((cell) => cell !== ''))].slice(0, examples_max)
  const known = fieldNamed(field)
  const kept = columnKept(state, field)
  return { heading, field, examples, isDate: known !== null && isDateField(known), kept }
}
