import { sha256 } from '@noble/hashes/sha2.js'

/**
 * The Merkle tree of RFC 6962 section 2.1, with SHA-256: a leaf is hashed behind a byte 0x00, a pair
 * behind 0x01, and a tree of n leaves splits at the largest power of two below n.
 */
export type Hash = Uint8Array

/** Bytes of every hash. */
export const hashLength = 32

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = sha256(new Uint8Array(0))

/** SHA-256(0x00 ‖ data). */
export function leafHash(data: Uint8Array): Hash {
  const input = new Uint8Array(1 + data.length)
  input.set(data, 1)
  return sha256(input)
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  const input = new Uint8Array(1 + 2 * hashLength)
  input[0] = 1
  input.set(left, 1)
  input.set(right, 1 + hashLength)
  return sha256(input)
}

/** A subtree that is full: the leaves from index · 2^level to (index + 1) · 2^level. */
export type Node = { readonly level: number; readonly index: number }

/** Leaves from `start` to before `end`. */
export type Range = { readonly start: number; readonly end: number }

/** The full subtrees that a range of RFC 6962's tree is made of, the largest first. */
export function nodesOf({ start, end }: Range): Node[] {
  const nodes: Node[] = []
  for (let from = start; from < end;) {
    const level = Math.floor(log2(end - from))
    nodes.push({ level, index: from / 2 ** level })
    from += 2 ** level
  }
  return nodes
}

/** The hash of a range, from those of its full subtrees, the largest first. */
export function joined(hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1)
  if (!last) return emptyRoot
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}

/** The root of a tree whose leaves are these hashes (of leaves, or of any level's nodes). */
export function rootOf(hashes: readonly Hash[]): Hash {
  let frontier = emptyFrontier
  for (const hash of hashes) frontier = appended(frontier, hash)
  return frontierRoot(frontier)
}

/**
 * All that has to be kept of a tree to go on appending: the hashes of its full subtrees, the largest
 * first. There are as many as its size has ones in binary, so a million leaves need at most twenty.
 */
export type Frontier = { readonly size: number; readonly hashes: readonly Hash[] }

/** A tree without leaves. */
export const emptyFrontier: Frontier = { size: 0, hashes: [] }

/**
 * The tree with one leaf more. `onNode` hears of each full subtree that the leaf completes, the leaf
 * itself included, so that a log can keep them.
 */
export function appended(
  frontier: Frontier,
  leaf: Hash,
  onNode?: (node: Node, hash: Hash) => void,
): Frontier {
  const hashes = frontier.hashes.slice()
  let [hash, level, index] = [leaf, 0, frontier.size]
  onNode?.({ level, index }, hash)
  while (index % 2 === 1) {
    hash = nodeHash(hashes.pop() ?? emptyRoot, hash)
    level += 1
    index = (index - 1) / 2
    onNode?.({ level, index }, hash)
  }
  hashes.push(hash)
  return { size: frontier.size + 1, hashes }
}

/** The root of the tree that a frontier stands for. */
export const frontierRoot = (frontier: Frontier): Hash => joined(frontier.hashes)

/** True where two hashes are the same bytes. These are public: no time is hidden. */
export function sameHash(one: Hash, other: Hash): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}

/** The largest power of two below `size`, which is where its tree splits. */
export function splitOf(size: number): number {
  return 2 ** Math.floor(log2(size - 1))
}

/** Math.log2 errs near 2^53; the length of the binary text does not. */
function log2(number: number): number {
  return number.toString(2).length - 1
}
