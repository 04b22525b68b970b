import type { ControlId, Result } from '#lib/core/results'

const words: Record<string, Result | '-'> = {
  met: 'met',
  not: 'not_met',
  '?': 'could_not_check',
  'n/a': 'not_applicable',
  '-': '-',
}

/**
 * A table that a person can read: first the names of the columns, then a line for each control.
 * `?` is could not check, `-` is not judged there.
 */
export function verdictTable(text: string): Record<string, Record<string, string>> {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const columns = head.slice(1)
  return Object.fromEntries(
    columns.map((column, index) => [
      column,
      Object.fromEntries(
        lines.flatMap((cells) => {
          const word = words[cells[index + 1] ?? '']
          if (word === undefined)
            throw new Error(`The table has an unknown word: ${cells.join('|')}`)
          return word === '-' ? [] : [[cells[0] ?? '', word]]
        }),
      ),
    ]),
  )
}

/** What was judged, in the same form as a column of such a table. */
export const verdictsOf = (
  results: readonly { control: string; result: Result }[],
): { [id in ControlId]?: Result } =>
  Object.fromEntries(results.map(({ control, result }) => [control, result]))
