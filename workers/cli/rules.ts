import { cisZoom } from '#lib/core/benchmarks/cis-zoom/cis-zoom'
import { benchmarkRows, ruleRows, type RuleRow } from '#lib/core/rules/rule-rows'

// Whoever has seen enough, as `| head` has, closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const columns = ['id', 'kind', 'levels', 'status', 'path'] as const

/** `npm run rules`: every rule for children and every one of the benchmark, a line each. */
function asTable(title: string, rows: readonly RuleRow[]): string {
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => row[column].length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (index === cells.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
  const lines = rows.map((row) => line(columns.map((column) => row[column])))
  return [`${title}: ${rows.length}`, '', line(columns), ...lines].join('\n')
}

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ rules: ruleRows(), [cisZoom.id]: benchmarkRows(cisZoom) }, null, 2))
} else {
  console.log(asTable('Rules for children’s sessions', ruleRows()))
  console.log()
  console.log(asTable(cisZoom.name, benchmarkRows(cisZoom)))
}
