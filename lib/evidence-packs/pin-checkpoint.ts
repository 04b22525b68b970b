import type { Tx } from '#db/tenant'
import { AppError } from '../core/errors'
import { checkpointOfSize, latestCheckpoint } from '../transparency-log/checkpoints'
import { positionsOf } from '../transparency-log/positions'
import { parseCheckpoint } from '../core/transparency/checkpoint'

/** The tree that a pack's body is pinned to: every record in it stands in that tree. */
export type PinnedTo = {
  readonly origin: string
  readonly size: number
  /** Lower-case hexadecimal. */
  readonly root: string
}

/**
 * The log's checkpoint of that size or, where none was chosen yet, the newest; null where the log has
 * signed nothing. Throws `unavailable` where one of the records is not in its tree yet: the log is
 * behind, and the pack waits for it.
 */
export async function pinCheckpoint(
  tx: Tx,
  size: number | null,
  recordIds: readonly string[],
): Promise<PinnedTo | null> {
  const found = await (size === null ? latestCheckpoint(tx) : checkpointOfSize(tx, size))
  if (!found) return null
  const positions = await positionsOf(tx, recordIds)
  const isIn = (id: string) => (positions.get(id) ?? found.size) < found.size
  if (!recordIds.every(isIn)) {
    throw new AppError('unavailable', 'The log does not hold all of these records yet.')
  }
  const read = parseCheckpoint(found.note)
  if (!read.ok) throw new Error(`the log’s checkpoint of size ${found.size} cannot be read`)
  return { origin: read.value.checkpoint.origin, size: found.size, root: found.root }
}
