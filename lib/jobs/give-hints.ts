import { log } from '../log'
import { addHints, type Hint } from './enqueue'
import { notNear } from './near'

/**
 * Hints at several things that became due, in a worker first of all at itself. Never throws: the sweep
 * finds what nobody hinted at.
 */
export async function giveHints(hints: readonly Hint[]): Promise<void> {
  const left = notNear(hints)
  if (left.length === 0) return
  try {
    await addHints(left)
  } catch (error) {
    log.warn({ error: String(error) }, 'no hints could be given; the sweep will find them')
  }
}
