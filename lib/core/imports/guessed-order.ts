import { dateColumns } from './match-columns'
import { plainCell } from './plain-cell'
import { orderOf, type DateOrder } from './read-date'

/** In which order the dates of a file are, by all that stands in its columns of dates. */
export const guessedOrder = (
  columns: readonly string[],
  rows: readonly { readonly cells: readonly string[] }[],
): { order: DateOrder | null; asked: boolean } =>
  orderOf(
    dateColumns(columns).flatMap((index) => rows.map(({ cells }) => plainCell(cells[index] ?? ''))),
  )
