import { day_ms } from '../durations'

export type DateOrder = 'day_first' | 'month_first'

/** What a cell says of a day: one, either of two, or none that we can read. Days are `2026-02-01`. */
export type DateSaid =
  | { readonly kind: 'day'; readonly day: string; readonly shows: DateOrder | null }
  | { readonly kind: 'either'; readonly dayFirst: string; readonly monthFirst: string }
  | { readonly kind: 'not_read' }

const notRead: DateSaid = { kind: 'not_read' }

/** A time of day after the date, which programs write and nobody means. */
const timeAfter = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(Z|[+-]\d{2}:?\d{2})?$/i

/** Reads a date as people, Excel and membership systems write it. */
export function readDate(cell: string): DateSaid {
  const text = cell.trim().replace(timeAfter, '')
  return numbered(text) ?? yearFirst(text) ?? worded(text) ?? parted(text) ?? notRead
}

/** The day that a cell says where days or months come first; null where it says none. */
export function dayOf(cell: string, order: DateOrder | null): string | null {
  const said = readDate(cell)
  if (said.kind === 'not_read') return null
  if (said.kind === 'either') return order === 'month_first' ? said.monthFirst : said.dayFirst
  return said.shows && order && said.shows !== order ? null : said.day
}

/**
 * Which order the dates of a file are in, from all of them: by those that can be read in one way
 * only. `asked` where nothing shows it and something hangs on it, or where they contradict each other.
 */
export function orderOf(cells: readonly string[]): { order: DateOrder | null; asked: boolean } {
  const shown = new Set<DateOrder>()
  let either = false
  for (const said of cells.map(readDate)) {
    if (said.kind === 'either') either = true
    if (said.kind === 'day' && said.shows) shown.add(said.shows)
  }
  const [only] = shown
  if (shown.size === 1 && only) return { order: only, asked: false }
  return { order: null, asked: shown.size > 1 || either }
}

/** Excel counts days from 1900, by a calendar that has one too many. */
const excelEpoch_ms = Date.UTC(1899, 11, 30)
/** From 1954 to 2119. */
const serial_min = 20_000
const serial_max = 80_500

function numbered(text: string): DateSaid | null {
  if (/^\d{8}$/.test(text)) {
    const said = day(+text.slice(0, 4), +text.slice(4, 6), +text.slice(6))
    return said ? { kind: 'day', day: said, shows: null } : notRead
  }
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null
  const serial = Math.floor(Number(text))
  if (serial < serial_min || serial > serial_max) return notRead
  const at = new Date(excelEpoch_ms + serial * day_ms)
  return { kind: 'day', day: at.toISOString().slice(0, 10), shows: null }
}

function yearFirst(text: string): DateSaid | null {
  const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (!found) return null
  const said = day(Number(found[1]), Number(found[2]), Number(found[3]))
  return said ? { kind: 'day', day: said, shows: null } : notRead
}

const months = [
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
]
const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
]

/** `1 Feb 2024`, `01-Feb-24`, `Feb 1, 2024`, `Thursday 1st February 2024`. */
function worded(text: string): DateSaid | null {
  const parts = text
    .toLowerCase()
    .split(/[\s,./-]+/)
    .filter((part) => part !== '' && part !== 'of' && !/^(mon|tue|wed|thu|fri|sat|sun)/.test(part))
  if (parts.length !== 3) return null
  const at = parts.findIndex((part) => monthOf(part) !== null)
  if (at !== 0 && at !== 1) return null
  const month = monthOf(parts[at] ?? '')
  const dayText = parts[at === 0 ? 1 : 0] ?? ''
  const yearText = parts[2] ?? ''
  if (month === null || !/^\d{1,2}(st|nd|rd|th)?$/.test(dayText)) return notRead
  if (!/^(\d{2}|\d{4})$/.test(yearText)) return notRead
  const said = day(fullYear(yearText), month, Number.parseInt(dayText, 10))
  return said ? { kind: 'day', day: said, shows: null } : notRead
}

function monthOf(part: string): number | null {
  const short = months.findIndex((name) => part === name || part === `${name}t`)
  const at = short === -1 ? monthNames.indexOf(part) : short
  return at === -1 ? null : at + 1
}

/** `01/02/2024`, by which alone nobody knows whether it is in January or February. */
function parted(text: string): DateSaid | null {
  const found = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{2}|\d{4})$/.exec(text)
  if (!found) return null
  const [one, other, year] = [Number(found[1]), Number(found[3]), fullYear(found[4] ?? '')]
  const dayFirst = day(year, other, one)
  const monthFirst = day(year, one, other)
  if (dayFirst && monthFirst) {
    if (dayFirst === monthFirst) return { kind: 'day', day: dayFirst, shows: null }
    return { kind: 'either', dayFirst, monthFirst }
  }
  if (dayFirst) return { kind: 'day', day: dayFirst, shows: 'day_first' }
  return monthFirst ? { kind: 'day', day: monthFirst, shows: 'month_first' } : notRead
}

/** Two digits are of this century up to 79. */
const fullYear = (text: string) =>
  text.length === 4 ? Number(text) : Number(text) + (Number(text) < 80 ? 2000 : 1900)

/** The day where there is such a one. */
function day(year: number, month: number, ofMonth: number): string | null {
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, ofMonth)
  const is = at.getUTCMonth() === month - 1 && at.getUTCDate() === ofMonth && year >= 1900
  return is && year < 2200 ? at.toISOString().slice(0, 10) : null
}
