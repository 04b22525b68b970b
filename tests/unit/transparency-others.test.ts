import { bytesToHex } from '@noble/hashes/utils.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256Hex } from '#lib/core/sha256'
import { leafHash, type Hash } from '#lib/core/transparency/merkle'
import {
  consistencyRanges,
  inclusionRanges,
  verifyConsistency,
  verifyInclusion,
} from '#lib/core/transparency/merkle-proofs'
import { verifyTlogProof } from '#lib/core/transparency/tlog-proof'
import {
  believe,
  believeGrowth,
  believeLog,
  believeProof,
  rootByPath,
  rootsByProof,
} from '../support/second-reader'
import {
  checkpoint,
  entries,
  entryAt,
  policy,
  policyText,
  proofAt,
  published,
  size,
  trees,
} from '../support/small-log'
import { throws } from '../support/throws'

describe('a reader written from the specifications alone', () => {
  test('believes our checkpoints, and our proofs of every entry', () => {
    expect(believe(checkpoint, policyText).size).toBe(size)
    for (let index = 0; index < size; index += 7) {
      expect(believeProof(proofAt(index), entryAt(index), policyText)).toBe(index)
    }
    expect(believeProof(proofAt(7, Uint8Array.of(1)), entryAt(7), policyText)).toBe(7)
  })

  test('believes that our trees grew, and only out of those that they did', () => {
    const head = (of: number) => ({ size: of, root: Buffer.from(trees.root(of)) })
    for (let old = 1; old <= size; old += 13) {
      const path = trees.consistency(old, size).map((hash) => Buffer.from(hash))
      believeGrowth(head(old), head(size), path)
      const wrong = { ...head(old), root: Buffer.from(trees.root(old - 1)) }
      expect(throws(() => believeGrowth(wrong, head(size), path))).toBe(true)
    }
  })

  test('reads our tiles whole', async () => {
    const files = published()
    const read = (path: string) => {
      const file = files.get(path)
      return file ? Promise.resolve(file) : Promise.reject(new Error(`${path} is not there`))
    }
    const found = await believeLog(read, policyText)
    expect(found.map((each) => each.toString('hex'))).toEqual(entries.map(bytesToHex))
    for (const path of files.keys()) {
      const file = files.get(path)
      const bytes = file?.slice() ?? new Uint8Array(0)
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
      files.set(path, bytes)
      await expect(believeLog(read, policyText), path).rejects.toThrow()
      if (file) files.set(path, file)
    }
  })

  test('says the same as ours of whatever is made of a proof', () => {
    const changes = fc.array(
      fc.record({
        at: fc.nat({ max: proofAt(200).length - 1 }),
        cut: fc.nat({ max: 2 }),
        put: fc.string({ maxLength: 2 }),
      }),
      { maxLength: 2 },
    )
    const claims = fc.record({ index: fc.constantFrom(0, 1, 200, 255, 256, 299), changes })
    const counts = { believed: 0, refused: 0 }
    fc.assert(
      fc.property(claims, ({ index, changes: made }) => {
        const text = made.reduce(
          (proof, { at, cut, put }) => proof.slice(0, at) + put + proof.slice(at + cut),
          proofAt(index),
        )
        const ours = verifyTlogProof(text, leafHash(entryAt(index)), policy)
        const theirs = !throws(() => believeProof(text, entryAt(index), policyText))
        expect(ours.ok).toBe(theirs)
        counts[ours.ok ? 'believed' : 'refused'] += 1
      }),
      { numRuns: 150 },
    )
    expect(counts.believed).toBeGreaterThan(0)
    expect(counts.refused).toBeGreaterThan(0)
  })

  test('says the same as ours of whatever is claimed to have grown', () => {
    const nat = fc.nat({ max: 40 })
    const bit = fc.option(fc.nat({ max: 255 }), { nil: undefined })
    const flipped = (hash: Hash, at: number | undefined) =>
      hash.map((byte, n) => (at !== undefined && n === at >> 3 ? byte ^ (1 << (at & 7)) : byte))
    fc.assert(
      fc.property(nat, nat, nat, nat, bit, (oldSize, newSize, from, to, at) => {
        const proof = trees.consistency(from, to).map((hash) => flipped(hash, at))
        const [oldRoot, newRoot] = [trees.root(oldSize), trees.root(newSize)]
        const ours = verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof }).ok
        const theirs = !throws(() =>
          believeGrowth(
            { size: oldSize, root: Buffer.from(oldRoot) },
            { size: newSize, root: Buffer.from(newRoot) },
            proof.map((hash) => Buffer.from(hash)),
          ),
        )
        expect(ours).toBe(theirs)
      }),
      { numRuns: 2000, examples: [[7, 20, 7, 20, undefined]] },
    )
  })
})

describe('trees that are larger than anybody’s', () => {
  const sizes = fc.maxSafeNat().filter((at) => at > 0)
  const hash = (name: string) => Buffer.from(sha256Hex(name), 'hex')
  const path = (length: number) => Array.from({ length }, (_, at) => hash(`of ${at}`))

  test('are proved up to 2^53 - 1 entries as the other reader has it', () => {
    const largest: [number, number][] = [[2 ** 53 - 1, 2 ** 53 - 2]]
    fc.assert(
      fc.property(sizes, fc.maxSafeNat(), (of, any) => {
        const index = any % of
        const proof = path(inclusionRanges(index, of).length)
        const leaf = hash('leaf')
        const root = rootByPath(index, of, leaf, proof)
        expect(verifyInclusion({ index, size: of, leaf, proof, root }).ok).toBe(true)
        const wrong = { index, size: of, leaf, proof, root: hash('root') }
        expect(verifyInclusion(wrong).ok).toBe(false)
      }),
      { examples: largest },
    )
    fc.assert(
      fc.property(sizes, fc.maxSafeNat(), (newSize, any) => {
        const oldSize = 1 + (any % newSize)
        const proof = path(consistencyRanges(oldSize, newSize).length)
        const roots = rootsByProof(oldSize, newSize, hash('old'), proof)
        const claim = { oldSize, newSize, oldRoot: roots.old, newRoot: roots.size, proof }
        expect(verifyConsistency(claim).ok).toBe(true)
        expect(verifyConsistency({ ...claim, oldRoot: hash('another') }).ok).toBe(false)
      }),
      { examples: largest },
    )
  })
})
