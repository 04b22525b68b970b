/**
 * Lets so many run at once; whoever comes when all are taken waits for their turn. What `isLater`
 * takes its turn after everybody else.
 */
export type Slots = { run<Result>(work: () => Promise<Result>, isLater?: boolean): Promise<Result> }

export function newSlots(atOnce_max: number): Slots {
  let free = atOnce_max
  const waiting: (() => void)[] = []
  const later: (() => void)[] = []
  return {
    async run(work, isLater = false) {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => (isLater ? later : waiting).push(resolve))
      try {
        return await work()
      } finally {
        // Handed on, so that nobody who comes meanwhile is faster.
        const next = waiting.shift() ?? later.shift()
        if (next) next()
        else free += 1
      }
    },
  }
}
