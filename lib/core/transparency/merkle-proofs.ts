import { isCount } from './decimal'
import {
  hashLength,
  joined,
  nodeHash,
  nodesOf,
  sameHash,
  splitOf,
  type Hash,
  type Node,
  type Range,
} from './merkle'
import { bad, good, type Outcome } from './outcome'

/**
 * Proofs as RFC 6962 section 2.1.1 (inclusion) and 2.1.2 (consistency) make them, and as RFC 9162
 * sections 2.1.3.2 and 2.1.4.2 check them. Sizes are exact up to 2^53 - 1.
 */
export type ProofFault = 'outside_tree' | 'malformed_hash' | 'wrong_length' | 'wrong_root'

/** What each hash of an inclusion proof covers, the leaf's sibling first. None outside the tree. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  if (!isCount(index) || !isCount(size) || index >= size) return ranges
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      ranges.unshift({ start: middle, end })
      end = middle
    } else {
      ranges.unshift({ start, end: middle })
      start = middle
    }
  }
  return ranges
}

/** What each hash of a consistency proof covers. None where there is nothing to be proved. */
export function consistencyRanges(oldSize: number, newSize: number): Range[] {
  const ranges: Range[] = []
  if (!isCount(oldSize) || !isCount(newSize) || oldSize < 1 || oldSize >= newSize) return ranges
  let [start, end] = [0, newSize]
  while (end !== oldSize) {
    const middle = start + splitOf(end - start)
    if (oldSize <= middle) {
      ranges.unshift({ start: middle, end })
      end = middle
    } else {
      ranges.unshift({ start, end: middle })
      start = middle
    }
  }
  // Where the old tree is itself a subtree of the new one, its root is known to whoever asks.
  if (start > 0) ranges.unshift({ start, end })
  return ranges
}

/** The proof over these ranges, from the hashes of full subtrees. */
export function proofOf(ranges: readonly Range[], hashAt: (node: Node) => Hash): Hash[] {
  return ranges.map((range) => joined(nodesOf(range).map(hashAt)))
}

/** Says whether the leaf with this hash stands at `index` in the tree of that size and root. */
export function verifyInclusion(claim: {
  index: number
  size: number
  leaf: Hash
  proof: readonly Hash[]
  root: Hash
}): Outcome<null, ProofFault> {
  const { index, size, leaf, proof, root } = claim
  if (!isCount(index) || !isCount(size) || index >= size) return bad('outside_tree')
  if (![leaf, root, ...proof].every(isHash)) return bad('malformed_hash')
  if (proof.length !== inclusionRanges(index, size).length) return bad('wrong_length')
  let [at, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, half(last)]
    } else {
      hash = nodeHash(hash, sibling)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameHash(hash, root) ? good(null) : bad('wrong_root')
}

/**
 * Says whether the tree of `newSize` begins with all of the tree of `oldSize`. From an empty tree
 * there is nothing to prove, and a proof from it is refused.
 */
export function verifyConsistency(claim: {
  oldSize: number
  newSize: number
  oldRoot: Hash
  newRoot: Hash
  proof: readonly Hash[]
}): Outcome<null, ProofFault> {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim
  if (!isCount(oldSize) || !isCount(newSize)) return bad('outside_tree')
  if (oldSize < 1 || oldSize > newSize) return bad('outside_tree')
  if (![oldRoot, newRoot, ...proof].every(isHash)) return bad('malformed_hash')
  if (proof.length !== consistencyRanges(oldSize, newSize).length) return bad('wrong_length')
  if (oldSize === newSize) return sameHash(oldRoot, newRoot) ? good(null) : bad('wrong_root')
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  const [first, ...rest] = path
  if (!first) return bad('wrong_length')
  let [at, last, older, newer] = [oldSize - 1, newSize - 1, first, first]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  for (const sibling of rest) {
    if (at % 2 === 1 || at === last) {
      older = nodeHash(sibling, older)
      newer = nodeHash(sibling, newer)
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, half(last)]
    } else {
      newer = nodeHash(newer, sibling)
    }
    ;[at, last] = [half(at), half(last)]
  }
  const holds = last === 0 && sameHash(older, oldRoot) && sameHash(newer, newRoot)
  return holds ? good(null) : bad('wrong_root')
}

const half = (number: number) => Math.floor(number / 2)
const isHash = (hash: Hash) => hash.length === hashLength
const isPowerOfTwo = (number: number) => number.toString(2).lastIndexOf('1') === 0
