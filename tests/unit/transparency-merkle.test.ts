import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import {
  appended,
  emptyFrontier,
  emptyRoot,
  frontierRoot,
  leafHash,
  nodeHash,
  rootOf,
  type Frontier,
  type Hash,
} from '#lib/core/transparency/merkle'
import { verifyConsistency, verifyInclusion } from '#lib/core/transparency/merkle-proofs'
import { hasShared, sharedFiles, sharedText } from '../support/shared'
import { leavesOf, treesOf } from '../support/trees'

const vectors = 'evidence/vectors'
const outside = `${vectors}/transparency-dev-merkle/testdata`

type Inclusion = {
  leafIdx: number
  treeSize: number
  root: string
  leafHash: string
  proof: string[] | null
  wantErr: boolean
}
type Consistency = {
  size1: number
  size2: number
  root1: string
  root2: string
  proof: string[] | null
  wantErr: boolean
}

const fromBase64 = (text: string): Hash => new Uint8Array(Buffer.from(text, 'base64'))
const read = (file: string): unknown => JSON.parse(sharedText(file))

describe.skipIf(!hasShared)('the vectors of transparency-dev/merkle', () => {
  const filesOf = (folder: string) => (hasShared ? sharedFiles(`${outside}/${folder}`) : [])

  test('are all there', () => {
    expect(filesOf('inclusion').length + filesOf('consistency').length).toBe(98)
  })

  test.each(filesOf('inclusion'))('%s is decided as it asks', (file) => {
    const vector = read(file) as Inclusion
    const { ok } = verifyInclusion({
      index: vector.leafIdx,
      size: vector.treeSize,
      leaf: fromBase64(vector.leafHash),
      proof: (vector.proof ?? []).map(fromBase64),
      root: fromBase64(vector.root),
    })
    expect(ok).toBe(!vector.wantErr)
  })

  test.each(filesOf('consistency'))('%s is decided as it asks', (file) => {
    const vector = read(file) as Consistency
    const { ok } = verifyConsistency({
      oldSize: vector.size1,
      newSize: vector.size2,
      oldRoot: fromBase64(vector.root1),
      newRoot: fromBase64(vector.root2),
      proof: (vector.proof ?? []).map(fromBase64),
    })
    expect(ok).toBe(!vector.wantErr)
  })
})

describe.skipIf(!hasShared)('the vectors of RFC 6962 trees', () => {
  const vector = hasShared
    ? (read(`${vectors}/rfc6962-vectors.json`) as {
        single: Record<string, string>
        leaf_inputs_hex: string[]
        leaf_hashes: string[]
        roots_by_size: string[]
        inclusion: { index: number; tree_size: number; proof: string[]; root: string }[]
        consistency: { size1: number; size2: number; proof: string[] }[]
      })
    : undefined
  if (!vector) return
  const leaves = vector.leaf_inputs_hex.map((hex) => leafHash(hexToBytes(hex)))
  const trees = treesOf(leaves)

  test('give each single hash', () => {
    expect({
      empty_root: bytesToHex(emptyRoot),
      empty_leaf: bytesToHex(leafHash(new Uint8Array(0))),
      leaf_L123456: bytesToHex(leafHash(utf8ToBytes('L123456'))),
    }).toEqual({
      empty_root: vector.single.empty_root,
      empty_leaf: vector.single.empty_leaf,
      leaf_L123456: vector.single.leaf_L123456,
    })
    expect(leaves.map(bytesToHex)).toEqual(vector.leaf_hashes)
  })

  test('give each root, leaf by leaf', () => {
    const roots = vector.roots_by_size.map((_, size) => bytesToHex(rootOf(leaves.slice(0, size))))
    expect(roots).toEqual(vector.roots_by_size)
  })

  test('give each proof, made here', () => {
    for (const { index, tree_size, proof, root } of vector.inclusion) {
      const made = trees.inclusion(index, tree_size)
      expect(made.map(bytesToHex)).toEqual(proof)
      const claim = { index, size: tree_size, proof: made, root: hexToBytes(root) }
      expect(verifyInclusion({ ...claim, leaf: leaves[index] ?? emptyRoot }).ok).toBe(true)
    }
    for (const { size1, size2, proof } of vector.consistency) {
      const made = trees.consistency(size1, size2)
      expect(made.map(bytesToHex)).toEqual(proof)
    }
  })
})

/** By the letter of RFC 6962 section 2.1: MTH(D[n]) splits at the largest power of two below n. */
function treeHead(leaves: readonly Hash[]): Hash {
  if (leaves.length < 2) return leaves[0] ?? emptyRoot
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return nodeHash(treeHead(leaves.slice(0, split)), treeHead(leaves.slice(split)))
}

const flipped = (hash: Hash, bit: number): Hash =>
  hash.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))

describe('any tree', () => {
  const leaves = leavesOf(70)
  const trees = treesOf(leaves)

  test('has the root of the definition, at every size', () => {
    for (let size = 0; size <= leaves.length; size += 1) {
      expect(bytesToHex(rootOf(leaves.slice(0, size)))).toBe(
        bytesToHex(treeHead(leaves.slice(0, size))),
      )
    }
  })

  test('proves each leaf, and no other leaf, place, size or root', () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      const root = trees.root(size)
      for (let index = 0; index < size; index += 1) {
        const leaf = trees.leaf(index)
        const proof = trees.inclusion(index, size)
        const claim = { index, size, leaf, proof, root }
        expect(verifyInclusion(claim)).toEqual({ ok: true, value: null })
        const bit = (index * 37 + size * 11) % 256
        expect(verifyInclusion({ ...claim, leaf: flipped(leaf, bit) }).ok).toBe(false)
        expect(verifyInclusion({ ...claim, root: flipped(root, bit) }).ok).toBe(false)
        expect(verifyInclusion({ ...claim, index: (index + 1) % size }).ok).toBe(size === 1)
        expect(verifyInclusion({ ...claim, proof: [...proof, root] }).ok).toBe(false)
        const broken = proof.map((hash, at) =>
          at === size % proof.length ? flipped(hash, bit) : hash,
        )
        expect(verifyInclusion({ ...claim, proof: broken }).ok).toBe(proof.length === 0)
      }
    }
  })

  test('proves each earlier tree, and no other', () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      const newRoot = trees.root(size)
      for (let oldSize = 1; oldSize <= size; oldSize += 1) {
        const oldRoot = trees.root(oldSize)
        const proof = trees.consistency(oldSize, size)
        const claim = { oldSize, newSize: size, oldRoot, newRoot, proof }
        expect(verifyConsistency(claim)).toEqual({ ok: true, value: null })
        const bit = (oldSize * 37 + size * 11) % 256
        expect(verifyConsistency({ ...claim, oldRoot: flipped(oldRoot, bit) }).ok).toBe(false)
        expect(verifyConsistency({ ...claim, newRoot: flipped(newRoot, bit) }).ok).toBe(false)
        expect(verifyConsistency({ ...claim, proof: [oldRoot, ...proof] }).ok).toBe(false)
        const broken = proof.map((hash, at) =>
          at === size % proof.length ? flipped(hash, bit) : hash,
        )
        expect(verifyConsistency({ ...claim, proof: broken }).ok).toBe(proof.length === 0)
      }
    }
  })

  test('flipped at any bit of a proof is refused', () => {
    const [index, size] = [13, 45]
    const root = trees.root(size)
    const proof = trees.inclusion(index, size)
    const leaf = trees.leaf(index)
    expect(verifyInclusion({ index, size, leaf, proof, root }).ok).toBe(true)
    for (let bit = 0; bit < proof.length * 256; bit += 1) {
      const broken = proof.map((hash, at) => (at === bit >> 8 ? flipped(hash, bit & 255) : hash))
      expect(verifyInclusion({ index, size, leaf, proof: broken, root }).ok).toBe(false)
    }
  })

  test('says why it refuses', () => {
    const [leaf = emptyRoot, other = emptyRoot] = leaves
    const root = rootOf([leaf, other])
    const claim = { index: 0, size: 2, leaf, proof: [other], root }
    const why = (change: object) => {
      const answer = verifyInclusion({ ...claim, ...change })
      return answer.ok ? null : answer.fault
    }
    expect(why({ index: 2 })).toBe('outside_tree')
    expect(why({ index: 0.5 })).toBe('outside_tree')
    expect(why({ size: 2 ** 53 })).toBe('outside_tree')
    expect(why({ leaf: leaf.subarray(1) })).toBe('malformed_hash')
    expect(why({ proof: [] })).toBe('wrong_length')
    expect(why({ root: leaf })).toBe('wrong_root')
  })

  test('needs as many hashes to go on as its size has ones, and tells each node once', () => {
    let frontier: Frontier = emptyFrontier
    const nodes = new Map<string, string>()
    for (const leaf of leavesOf(1000)) {
      frontier = appended(frontier, leaf, ({ level, index }, hash) => {
        expect(nodes.has(`${level}/${index}`)).toBe(false)
        nodes.set(`${level}/${index}`, bytesToHex(hash))
      })
      const ones = frontier.size.toString(2).replaceAll('0', '').length
      expect(frontier.hashes).toHaveLength(ones)
    }
    expect(nodes.size).toBe(1000 + 500 + 250 + 125 + 62 + 31 + 15 + 7 + 3 + 1)
    expect(nodes.get('3/5')).toBe(bytesToHex(treeHead(leavesOf(48).slice(40))))
    expect(bytesToHex(frontierRoot(frontier))).toBe(bytesToHex(treeHead(leavesOf(1000))))
  })
})
