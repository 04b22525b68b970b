export const separators = [',', ';', '\t'] as const
export type Separator = (typeof separators)[number]

/** One record, with the number that a spreadsheet gives it: the first is 1, empty ones counted. */
export type CsvRecord = { readonly number: number; readonly cells: readonly string[] }

export type CsvFile = {
  readonly separator: Separator
  /** Without those in which nothing stands. */
  readonly records: readonly CsvRecord[]
  /** The record that begins a quotation which is never closed; null where all are. */
  readonly unclosed: number | null
}

/** Excel's own first line, by which a file says what parts its cells. */
const saidSeparator = /^sep=(,|;|\t)\r?\n/i

/**
 * Reads RFC 4180, and what programs make of it: cells parted by comma, semicolon or tab, lines that
 * end in any way, quotation marks that stand where none should. Never throws.
 */
export function readCsv(text: string): CsvFile {
  const said = saidSeparator.exec(text)
  const body = said ? text.slice(said[0].length) : text
  const separator = separators.find((each) => each === said?.[1]) ?? likelySeparator(body)
  const first = said ? 2 : 1
  const { records, unclosed } = recordsOf(body, separator)
  return {
    separator,
    records: records
      .map((cells, index) => ({ number: index + first, cells }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    unclosed: unclosed === null ? null : unclosed + first,
  }
}

const looked_records = 20
const looked_characters = 50_000

/** The one that parts the first records into most cells, and all into as many. */
export function likelySeparator(text: string): Separator {
  const start = text.slice(0, looked_characters)
  const worth = separators.map((separator) => {
    const [head, ...rest] = recordsOf(start, separator, looked_records).records
    const width = head?.length ?? 0
    const alike = rest.filter((cells) => cells.length === width).length
    return { separator, worth: width < 2 ? 0 : width * (1 + alike) }
  })
  const best = worth.reduce((one, other) => (other.worth > one.worth ? other : one))
  return best.separator
}

/** The cells of each record; a reader of one pass, each character looked at once. */
function recordsOf(text: string, separator: Separator, records_max = Infinity) {
  const records: string[][] = []
  let cells: string[] = []
  let at = 0
  let unclosed: number | null = null
  while (at < text.length && records.length < records_max) {
    const cell = text[at] === '"' ? quoted(text, at, separator) : plain(text, at, separator)
    if (cell.unclosed) unclosed ??= records.length
    cells.push(cell.text)
    at = cell.end
    if (text[at] === separator) {
      at += 1
      // A separator at the very end has an empty cell after it.
      if (at < text.length) continue
      cells.push('')
    }
    records.push(cells)
    cells = []
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return { records, unclosed }
}

type Cell = { text: string; end: number; unclosed: boolean }

const endOf: Record<Separator, RegExp> = { ',': /[,\r\n]/g, ';': /[;\r\n]/g, '\t': /[\t\r\n]/g }

function plain(text: string, from: number, separator: Separator): Cell {
  const pattern = endOf[separator]
  pattern.lastIndex = from
  const end = pattern.exec(text)?.index ?? text.length
  return { text: text.slice(from, end), end, unclosed: false }
}

/** Two quotation marks inside are one; what stands after the closing one, though it should not, is kept. */
function quoted(text: string, from: number, separator: Separator): Cell {
  let said = ''
  let at = from + 1
  for (;;) {
    const end = text.indexOf('"', at)
    if (end === -1) return { text: said + text.slice(at), end: text.length, unclosed: true }
    said += text.slice(at, end)
    if (text[end + 1] !== '"') {
      const after = plain(text, end + 1, separator)
      return { text: said + after.text, end: after.end, unclosed: false }
    }
    said += '"'
    at = end + 2
  }
}
