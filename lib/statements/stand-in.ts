import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { keyOf, type Verdict } from '../findings/verdict'
import { standingIn } from './standing-in'

/**
 * Verdicts, with the statement beside each that stands in for what Zoom never tells, where the
 * profile takes one. What Zoom did tell, or may tell another time, is left as it is.
 */
export async function standIn(
  tx: Tx,
  ctx: Context,
  verdicts: readonly Verdict[],
): Promise<readonly Verdict[]> {
  const { open, stated } = await standingIn(tx, ctx, verdicts)
  const isOpen = new Set(open)
  return verdicts.map((verdict) => {
    const found = isOpen.has(verdict) ? stated.get(keyOf(verdict)) : undefined
    return found ? { ...verdict, stated: { id: found.row.id, until: found.until } } : verdict
  })
}
