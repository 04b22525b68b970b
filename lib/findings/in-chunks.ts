/** One statement takes at most 65,535 values; a row here has fewer than 20. */
const rows_max = 2000

/** Runs `run` on the rows in order, a statement's worth at a time; not at all where there are none. */
export async function inChunks<Row, Result>(
  rows: readonly Row[],
  run: (chunk: Row[]) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let at = 0; at < rows.length; at += rows_max) {
    results.push(await run(rows.slice(at, at + rows_max)))
  }
  return results
}
