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
    const key = keyOf(hint)
    // For later, or nobody waits for it.
    if (hint.at || hint.byClock || waiting.size >= max || waiting.has(key)) return false
    waiting.add(key)
    const doing = run(hint).finally(() => {
      waiting.delete(key)
      going.delete(doing)
    })
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

/** True where this process has it to do already. */
export const isNear = (hint: Hint): boolean => waiting.has(keyOf(hint))
