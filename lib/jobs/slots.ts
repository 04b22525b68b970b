/** Whose turn comes first, from 0: as many as there are kinds of haste. */
export const ranks_count = 4

/** Of so many turns one goes to whoever waits longest, so that nobody who hurries holds up the rest. */
const fair_every = 4

/**
 * Lets so many run at once; whoever comes when all are taken waits for their turn: those of the lowest
 * rank first, each rank in the order in which they came. The last rank has its turn when nobody else
 * waits.
 */
export type Slots = { run<Result>(work: () => Promise<Result>, rank?: number): Promise<Result> }

type Waiting = { readonly came: number; readonly begin: () => void }

export function newSlots(atOnce_max: number): Slots {
  let free = atOnce_max
  let came = 0
  let turns = 0
  const waiting = Array.from({ length: ranks_count }, (): Waiting[] => [])
  const nextQueue = () => {
    turns += 1
    const hurried = waiting.slice(0, -1).filter(([first]) => first)
    if (turns % fair_every === 0) hurried.sort(([a], [b]) => (a?.came ?? 0) - (b?.came ?? 0))
    return hurried[0] ?? waiting.at(-1)
  }
  return {
    async run(work, rank = 0) {
      if (free > 0) free -= 1
      else {
        await new Promise<void>((begin) => waiting[rank]?.push({ came: (came += 1), begin }))
      }
      try {
        return await work()
      } finally {
        // Handed on, so that nobody who comes meanwhile is faster.
        const next = nextQueue()?.shift()
        if (next) next.begin()
        else free += 1
      }
    },
  }
}
