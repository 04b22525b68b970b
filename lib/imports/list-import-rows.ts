import { asc, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { imports, importRows } from '#db/schema/imports'
import { notFound } from '../core/errors'
import { textsOf } from '../core/imports/read-row'
import type { RowSaid } from '../core/imports/row-said'
import type { RowPlan, RowState } from '../core/imports/states'
import { id } from '../ids'
import { query } from '../query'
import { ofImport } from './import-row'

/** Which rows of a draft a page shows. `look`: nothing is wrong, and somebody should look at them. */
export const rowFilters = ['problem', 'look', 'add', 'change', 'same', 'left_out'] as const
export type RowFilter = (typeof rowFilters)[number]

export type ListedRow = {
  readonly number: number
  readonly name: string
  readonly email: string
  readonly state: RowState
  readonly plan: RowPlan | null
  readonly problems: readonly RowSaid[]
  readonly notes: readonly RowSaid[]
}

const page_rows = 50

const chosen = {
  problem: eq(importRows.state, 'problem'),
  look: sql`${importRows.state} = 'ready' and ${importRows.notes} <> '[]'::jsonb`,
  add: sql`${importRows.state} = 'ready' and ${importRows.plan} = 'add'`,
  change: sql`${importRows.state} = 'ready' and ${importRows.plan} = 'change'`,
  same: sql`${importRows.state} = 'ready' and ${importRows.plan} = 'same'`,
  left_out: eq(importRows.state, 'left_out'),
} satisfies Record<RowFilter, unknown>

/** A page of a draft's rows by their numbers, and from which number the next one goes on. */
export const listImportRows = query({
  permission: 'coach.manage',
  input: z.object({ importId: id, filter: z.enum(rowFilters), after: z.number().int() }),
  async run(
    tx,
    _ctx,
    { importId, filter, after },
  ): Promise<{ rows: ListedRow[]; next: number | null; count: number }> {
    const [of] = await tx.select().from(imports).where(eq(imports.id, importId))
    if (!of) throw notFound()
    const these = ofImport(importId, chosen[filter])
    const found = await tx
      .select()
      .from(importRows)
      .where(ofImport(importId, chosen[filter], gt(importRows.number, after)))
      .orderBy(asc(importRows.number))
      .limit(page_rows + 1)
    const rows = found.slice(0, page_rows).map((row) => {
      const texts = textsOf(row.cells, of.columns, row.typed)
      const parts = [texts.first_name, texts.last_name].filter((part) => !!part)
      return {
        ...{ number: row.number, state: row.state, plan: row.plan },
        ...{ name: texts.name ?? parts.join(' '), email: texts.email ?? '' },
        ...{ problems: row.problems, notes: row.notes },
      }
    })
    const more = found.length > page_rows
    return {
      rows,
      next: more ? (rows.at(-1)?.number ?? null) : null,
      count: await tx.$count(importRows, these),
    }
  },
})
