/** Runs `run` on each item, so many at the same time, and gives the results in the items' order. */
export async function atOnce<Item, Result>(
  items: readonly Item[],
  number: number,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = Array.from<Result>({ length: items.length })
  const left = items.entries()
  const takeOneByOne = async () => {
    for (const [index, item] of left) results[index] = await run(item)
  }
  await Promise.all(Array.from({ length: Math.min(number, items.length) }, takeOneByOne))
  return results
}
