import { log } from '../log'
import { addHints, type Hint } from './enqueue'

/** Hints at several things that became due. Never throws: the sweep finds what nobody hinted at. */
export async function giveHints(hints: readonly Hint[]): Promise<void> {
  if (hints.length === 0) return
  try {
    await addHints(hints)
  } catch (error) {
    log.warn({ error: String(error) }, 'no hints could be given; the sweep will find them')
  }
}
