import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { imports, importRows } from '#db/schema/imports'
import { calendarDate } from '../core/dates'
import { conflict, notFound } from '../core/errors'
import { readRow, textsOf, type ReadRow } from '../core/imports/read-row'
import { mayImport, type ImportAction } from '../core/imports/states'

export type ImportRow = typeof importRows.$inferSelect
export type Import = typeof imports.$inferSelect

/** Reads what a row says, with what was typed instead and what was said of the whole file. */
export const readOf = (of: Import, row: Pick<ImportRow, 'cells' | 'typed'>, now: Date): ReadRow =>
  readRow(textsOf(row.cells, of.columns, row.typed), {
    order: of.dateOrder,
    today: calendarDate(now),
  })

/** The import, held until the commit: whoever else changes it waits. Throws `not_found`. */
export async function holdImport(tx: Tx, importId: string): Promise<Import> {
  const [held] = await tx.select().from(imports).where(eq(imports.id, importId)).for('update')
  if (!held) throw notFound()
  return held
}

/** The same for who wants to do something with it. Throws `conflict` where it is too far, or not so far. */
export async function holdImportTo(
  tx: Tx,
  action: ImportAction,
  importId: string,
): Promise<Import> {
  const held = await holdImport(tx, importId)
  if (!mayImport(action, held.state)) {
    throw conflict('This file is not where it was when you opened the page. Look again.')
  }
  return held
}

/** Rows of one import. */
export const ofImport = (importId: string, ...more: Parameters<typeof and>) =>
  and(eq(importRows.importId, importId), ...more)
