import {
  appended,
  emptyFrontier,
  emptyRoot,
  frontierRoot,
  leafHash,
  type Hash,
  type Node,
} from '#lib/core/transparency/merkle'
import { consistencyRanges, inclusionRanges, proofOf } from '#lib/core/transparency/merkle-proofs'

/** What the n-th leaf of a made tree holds: n as eight bytes. */
export function leafData(index: number): Uint8Array {
  const data = new Uint8Array(8)
  new DataView(data.buffer).setBigUint64(0, BigInt(index))
  return data
}

/** The hashes of `count` leaves that differ. */
export function leavesOf(count: number): Hash[] {
  return Array.from({ length: count }, (_, index) => leafHash(leafData(index)))
}

/** All trees over the first of these leaves, with their roots and every proof. */
export function treesOf(leaves: readonly Hash[]) {
  const nodes = new Map<string, Hash>()
  const roots: Hash[] = [emptyRoot]
  let frontier = emptyFrontier
  for (const leaf of leaves) {
    frontier = appended(frontier, leaf, ({ level, index }, hash) => {
      nodes.set(`${level}/${index}`, hash)
    })
    roots.push(frontierRoot(frontier))
  }
  const hashAt = ({ level, index }: Node) => nodes.get(`${level}/${index}`) ?? emptyRoot
  return {
    leaf: (index: number): Hash => leaves[index] ?? emptyRoot,
    root: (size: number): Hash => roots[size] ?? emptyRoot,
    inclusion: (index: number, size: number) => proofOf(inclusionRanges(index, size), hashAt),
    consistency: (from: number, size: number) => proofOf(consistencyRanges(from, size), hashAt),
  }
}
