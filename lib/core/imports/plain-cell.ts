import { unguarded } from '../spreadsheet-guard'

/** How Excel keeps `0123` from becoming a number. */
const keptAsText = /^="((?:[^"]|"")*)"$/

const spaces = /[\s\u00a0\u200b\ufeff]+/g

/** What stands in a cell without what programs put around it: one line, single spaces, NFC. */
export function plainCell(cell: string): string {
  const kept = keptAsText.exec(cell.trim())?.[1]?.replaceAll('""', '"')
  return unguarded(kept ?? cell.trim())
    .normalize('NFC')
    .replace(spaces, ' ')
    .trim()
}

const nothing = new Set(['', '-', '–', '—', 'n/a', 'na', 'none', 'null', 'nil', '#n/a', 'unknown'])

/** True for what people and programs write where there is nothing. */
export const saysNothing = (cell: string) => nothing.has(cell.toLowerCase())
