import type { Tx } from '#db/tenant'
import { AppError } from '../core/errors'
import { nodesOf, type Hash, type Range } from '../core/transparency/merkle'
import { consistencyRanges, inclusionRanges, proofOf } from '../core/transparency/merkle-proofs'
import { readHashes } from './read-hashes'

/**
 * Proofs that entries stand in the tree of `size`, by their index: hashes of 32 bytes, the leaf's
 * sibling first (RFC 6962 section 2.1.1). `tx` is of any role that may read the log, the
 * application's own included. Throws `invalid_input` for an index outside that tree.
 */
export async function inclusionProofs(
  tx: Tx,
  indexes: readonly number[],
  size: number,
): Promise<Map<number, Hash[]>> {
  if (indexes.some((index) => !Number.isSafeInteger(index) || index < 0 || index >= size)) {
    throw new AppError('invalid_input', 'The log’s tree of that size has no such entry.')
  }
  const ranges = new Map(indexes.map((index) => [index, inclusionRanges(index, size)]))
  const hashAt = await hashesOf(tx, [...ranges.values()].flat(), size)
  return new Map([...ranges].map(([index, each]) => [index, proofOf(each, hashAt)]))
}

/**
 * The proof that the tree of `size` begins with that of `oldSize` (RFC 6962 section 2.1.2); empty
 * where there is nothing to prove. Throws `invalid_input` where the old one is the larger.
 */
export async function consistencyProof(tx: Tx, oldSize: number, size: number): Promise<Hash[]> {
  if (oldSize > size) {
    throw new AppError('invalid_input', 'A larger tree is never the beginning of a smaller one.')
  }
  const ranges = consistencyRanges(oldSize, size)
  return proofOf(ranges, await hashesOf(tx, ranges, size))
}

const hashesOf = (tx: Tx, ranges: readonly Range[], size: number) =>
  readHashes(tx, ranges.flatMap(nodesOf), size)
