import { AppError } from '../errors'
import { decodeText, type Encoding } from './decode-text'
import { importLimits } from './limits'
import { plainCell } from './plain-cell'
import { readCsv, type CsvRecord, type Separator } from './read-csv'

export type OpenedFile = {
  readonly encoding: Encoding
  readonly separator: Separator
  readonly headers: readonly string[]
  /** Everything below the headings, each with its number in the file. */
  readonly rows: readonly CsvRecord[]
}

/** The table in a file's bytes. Throws `invalid_input` for the field `file`, in words to act on. */
export function openFile(bytes: Uint8Array): OpenedFile {
  if (bytes.length > importLimits.bytes) {
    throw refused(`This file is too large. It may have ${importLimits.bytes / 1_000_000} MB.`)
  }
  const decoded = decodeText(bytes)
  if (!decoded.ok) throw refused(whyNotRead[decoded.because])
  const { records, separator, unclosed } = readCsv(decoded.text)
  if (unclosed !== null) {
    throw refused(`In row ${unclosed} a quotation mark (") opens and never closes. Mend the file.`)
  }
  const { headers, rows } = parted(records)
  if (rows.length === 0) throw refused('There is nobody in this file, only headings.')
  if (rows.length > importLimits.rows) {
    const most = importLimits.rows.toLocaleString('en-GB')
    throw refused(`This file has more than ${most} rows. Split it, and read in one part first.`)
  }
  if (headers.length > importLimits.columns) {
    throw refused(`This file has more than ${importLimits.columns} columns. Take some out first.`)
  }
  return { encoding: decoded.encoding, separator, headers, rows }
}

const whyNotRead = {
  empty: 'There is nothing in this file.',
  workbook:
    'This is an Excel workbook. Open it, choose “Save as”, then “CSV UTF-8”, and send that file.',
  not_text: 'This is no text file. Choose a file that ends in .csv.',
} as const

function refused(message: string): AppError {
  return new AppError('invalid_input', 'This file cannot be read.', [{ field: 'file', message }])
}

/** A file whose first line names a person has no headings; its columns are numbered. */
function parted([first, ...rest]: readonly CsvRecord[]) {
  const cells = first?.cells.map(plainCell) ?? []
  if (!first || !cells.some((cell) => cell.includes('@'))) {
    return { headers: wide(cells, rest), rows: rest }
  }
  const rows = [first, ...rest]
  return { headers: wide([], rows), rows }
}

/** A heading for every column that any row has. */
function wide(headers: readonly string[], rows: readonly CsvRecord[]): string[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), headers.length)
  return Array.from({ length: width }, (_, index) => headers[index] || `Column ${index + 1}`)
}
