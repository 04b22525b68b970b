import { stringify } from 'csv-stringify/sync'
import { guarded } from '../core/spreadsheet-guard'
import { textFile, type PackFile } from './pack-file'

/** CSV with a byte-order mark, so that spreadsheets read it as UTF-8; lines end as RFC 4180 says. */
export function csvFile(
  path: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): PackFile {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '' : guarded(String(cell)))))
  const text = stringify([[...columns], ...cells], { record_delimiter: '\r\n', bom: true })
  return textFile(path, 'table', 'text/csv; charset=utf-8', text)
}
