/** Lets so many run at once; whoever comes when all are taken waits for their turn. */
export type Slots = { run<Result>(work: () => Promise<Result>): Promise<Result> }

export function newSlots(atOnce_max: number): Slots {
  let free = atOnce_max
  const waiting: (() => void)[] = []
  return {
    async run(work) {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        // Handed on, so that nobody who comes meanwhile is faster.
        const next = waiting.shift()
        if (next) next()
        else free += 1
      }
    },
  }
}
