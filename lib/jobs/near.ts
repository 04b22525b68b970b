import type { Hint } from './enqueue'

/** Takes a hint of this process's own; false where it does not, and the queue is to have it. */
type Take = (hint: Hint) => boolean

let taking: Take | undefined
const waiting = new Set<string>()

const keyOf = ({ kind, organisationId, subjectId }: Hint) =>
  `${kind}.${organisationId}.${subjectId}`

/**
 * Has this process do what follows from its own work, without the way over the queue. The `due` row is
 * the truth here, too: what a process that dies had still to do is found by the sweep of another.
 * `max`: what is more than that goes to the queue, for others. Returns how to stop, which waits for
 * what was taken.
 */
export function takeNear(run: (hint: Hint) => Promise<void>, max: number): () => Promise<void> {
  const going = new Set<Promise<void>>()
  const take: Take = (hint) => {
    // For later, or nobody waits for it.
    if (hint.at || hint.byClock) return false
    if (isWaiting(hint)) return true
    if (waiting.size >= max) return false
    const doing = run(hint).finally(() => going.delete(doing))
    going.add(doing)
    return true
  }
  taking = take
  return async () => {
    if (taking === take) taking = undefined
    await Promise.all(going)
  }
}

/** Those that this process does not do by itself. */
export const notNear = (hints: readonly Hint[]): Hint[] =>
  hints.filter((hint) => !(taking?.(hint) ?? false))

/**
 * True where this process is still to begin with it: then it will see whatever is due by then, and
 * needs no other hint.
 */
export const isWaiting = (hint: Hint): boolean => waiting.has(keyOf(hint))

/** Waits for a turn, which `turn` gives by calling `begin`. Does nothing where it waits already. */
export async function waitOnce(
  hint: Hint,
  turn: (begin: () => Promise<void>) => Promise<void>,
  work: () => Promise<void>,
): Promise<void> {
  const key = keyOf(hint)
  if (waiting.has(key)) return
  waiting.add(key)
  let hasBegun = false
  const begin = () => {
    hasBegun = true
    waiting.delete(key)
    return work()
  }
  await turn(begin).finally(() => {
    // Where it never had its turn. Else another may wait by now.
    if (!hasBegun) waiting.delete(key)
  })
}
