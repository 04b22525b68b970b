import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { imports, importRows } from '#db/schema/imports'
import { notFound } from '../core/errors'
import { fieldNamed, isDateField, type Field, type TypedRow } from '../core/imports/fields'
import { dayOf } from '../core/imports/read-date'
import { textsOf } from '../core/imports/read-row'
import type { RowSaid } from '../core/imports/row-said'
import { columnKept, type ImportState, type RowState } from '../core/imports/states'
import { id } from '../ids'
import { query } from '../query'
import { ofImport } from './import-row'

/** One row of a draft, to be mended in a form. */
export type SeenRow = {
  readonly number: number
  readonly state: RowState
  readonly importState: ImportState
  /** What the file says of the row, heading by heading. */
  readonly cells: readonly { readonly heading: string; readonly cell: string }[]
  /** What to fill the form with, in the order of the questions; days as `2026-02-01` where they can be read. */
  readonly fields: readonly { readonly field: Field; readonly text: string }[]
  readonly problems: readonly RowSaid[]
  readonly notes: readonly RowSaid[]
}

/** One row of a draft, to be mended. Throws `not_found`. */
export const getImportRow = query({
  permission: 'coach.manage',
  input: z.object({ importId: id, number: z.number().int() }),
  async run(tx, _ctx, { importId, number }): Promise<SeenRow> {
    const [of] = await tx.select().from(imports).where(eq(imports.id, importId))
    const [row] = await tx
      .select()
      .from(importRows)
      .where(ofImport(importId, eq(importRows.number, number)))
    if (!of || !row) throw notFound()
    const texts = textsOf(row.cells, of.columns, row.typed)
    return {
      ...{ number, state: row.state, importState: of.state },
      cells: row.cells.flatMap((cell, index) =>
        columnKept(of.state, of.columns[index] ?? '')
          ? [{ heading: of.headers[index] ?? '', cell }]
          : [],
      ),
      fields: asked(of.columns).map((field) => ({ field, text: textOf(field, texts, of) })),
      ...{ problems: row.problems, notes: row.notes },
    }
  },
})

const always: readonly Field[] = ['name', 'email', 'teams', 'online']

/** Name, address, teams and under-18s of everybody, and the days that the file has. */
function asked(columns: readonly string[]): Field[] {
  const inFile = columns.flatMap((name) => {
    const field = fieldNamed(name)
    return field && (field === 'roles' || isDateField(field)) ? [field] : []
  })
  return [...new Set([...always, ...inFile])]
}

function textOf(
  field: Field,
  texts: TypedRow,
  { dateOrder }: { dateOrder: 'day_first' | 'month_first' | null },
): string {
  if (field === 'name') {
    return texts.name ?? [texts.first_name, texts.last_name].filter((part) => !!part).join(' ')
  }
  const text = texts[field] ?? ''
  return isDateField(field) ? (dayOf(text, dateOrder) ?? text) : text
}
