import { createPublicKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { verifyTLogInclusion } from '@sigstore/verify/dist/tlog/index.js'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkpointBody, signCheckpoint } from '#lib/core/transparency/checkpoint'
import { cosign } from '#lib/core/transparency/cosignature'
import { leafHash, rootOf, type Hash } from '#lib/core/transparency/merkle'
import { verifyConsistency } from '#lib/core/transparency/merkle-proofs'
import {
  keyIdOf,
  verifierKeyOf,
  verifierKeyText,
  type SignerKey,
} from '#lib/core/transparency/note-keys'
import { signatureLine } from '#lib/core/transparency/signed-note'
import {
  bundlesSince,
  encodeEntries,
  hashOfFullTile,
  tilePath,
  tilesSince,
} from '#lib/core/transparency/tiles'
import { parsePolicy } from '#lib/core/transparency/tlog-policy'
import { tlogProofText, verifyTlogProof } from '#lib/core/transparency/tlog-proof'
import { sha256Hex } from '#lib/core/sha256'
import { believe, believeGrowth, believeLog, believeProof } from '../support/second-reader'
import { treesOf } from '../support/trees'

const key = (name: string, seed: number, type: 1 | 4): SignerKey => ({
  name,
  type,
  seed: new Uint8Array(32).fill(seed),
})
const log = key('log.example/touchline', 1, 1)
const witnesses = [key('witness.example/body', 2, 4), key('witness.example/other', 3, 4)]
const vkey = (of: SignerKey) => verifierKeyText(verifierKeyOf(of))
const policyText = [
  `log ${vkey(log)}`,
  ...witnesses.map((each, at) => `witness W${at + 1} ${vkey(each)}`),
  'group both all W1 W2',
  'quorum both',
  '',
].join('\n')
const parsed = parsePolicy(policyText)
if (!parsed.ok) throw new Error(parsed.fault)
const policy = parsed.value

const size = 300
/** As our log's entries are: the SHA-256 of a record. */
const entries = Array.from({ length: size }, (_, at) => hexToBytes(sha256Hex(`record ${at}`)))
const trees = treesOf(entries.map(leafHash))

function signed(of: number): string {
  const checkpoint = { origin: log.name, size: of, root: trees.root(of), extensions: [] }
  const lines = witnesses.map((each) => cosign(checkpointBody(checkpoint), 1_795_608_000, each))
  return signCheckpoint(checkpoint, log) + lines.map(signatureLine).join('')
}
const checkpoint = signed(size)
const proofAt = (index: number, extra: Uint8Array | null = null) =>
  tlogProofText({ extra, index, hashes: trees.inclusion(index, size), checkpoint })
const entryAt = (index: number) => entries[index] ?? new Uint8Array(0)

const throws = (run: () => unknown): boolean => {
  try {
    run()
    return false
  } catch {
    return true
  }
}

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

describe('sigstore’s own reader', () => {
  const der = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    verifierKeyOf(log).publicKey,
  ])
  const authority = {
    baseURL: 'https://log.example/touchline',
    logID: Buffer.from(keyIdOf(verifierKeyOf(log)), 'hex'),
    publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }),
    validFor: { start: new Date(0), end: new Date(2e12) },
  }

  const inclusion = (index: number, change: { checkpoint?: string; hashes?: Hash[] } = {}) => ({
    logIndex: String(index),
    logId: { keyId: authority.logID },
    kindVersion: { kind: '', version: '' },
    integratedTime: '0',
    inclusionPromise: undefined,
    inclusionProof: {
      logIndex: String(index),
      treeSize: String(size),
      rootHash: Buffer.from(trees.root(size)),
      hashes: (change.hashes ?? trees.inclusion(index, size)).map((hash) => Buffer.from(hash)),
      checkpoint: { envelope: change.checkpoint ?? checkpoint },
    },
    canonicalizedBody: Buffer.from(entryAt(index)),
  })

  test('finds every entry by our proofs and our checkpoint, cosignatures and all', () => {
    for (let index = 0; index < size; index += 11) {
      expect(() => verifyTLogInclusion(inclusion(index), [authority])).not.toThrow()
    }
  })

  test('refuses what ours refuses', () => {
    const hashes = trees.inclusion(21, size)
    const refused = [
      inclusion(21, { hashes: hashes.toReversed() }),
      inclusion(21, { hashes: hashes.slice(1) }),
      inclusion(21, { checkpoint: signed(299) }),
      inclusion(21, { checkpoint: checkpoint.replace('\n300\n', '\n301\n') }),
      { ...inclusion(21), canonicalizedBody: Buffer.from(entryAt(22)) },
    ]
    for (const each of refused) expect(() => verifyTLogInclusion(each, [authority])).toThrow()
  })
})

describe('the files in tests/fixtures/transparency', () => {
  const folder = new URL('../fixtures/transparency/', import.meta.url)
  const refusedProofs = {
    'another tree’s root': proofAt(213).replace('\n300\n', '\n299\n'),
    'a hash less': tlogProofText({
      ...{ extra: null, index: 213, checkpoint },
      hashes: trees.inclusion(213, size).slice(1),
    }),
    'another place': proofAt(213).replace('index 213', 'index 212'),
    'a witness less': proofAt(213).replace(/— witness.example\/other .*\n/, ''),
    'a witness’s time put back': proofAt(213).replace(/(— witness.example\/body .{8})./, '$1B'),
    'nobody’s signature': proofAt(213).replace(/— log.example\/touchline .*\n/, ''),
  }
  const made: Record<string, string> = {
    policy: policyText,
    checkpoint,
    'entry-213.tlog-proof': proofAt(213),
    'refused.json': `${JSON.stringify({ entry: bytesToHex(entryAt(213)), proofs: refusedProofs }, null, 2)}\n`,
  }

  test('are what is made today, to the byte', () => {
    for (const [name, text] of Object.entries(made)) {
      if (process.env.WRITE_FIXTURES === '1') writeFileSync(new URL(name, folder), text)
      expect(readFileSync(new URL(name, folder), 'utf8'), name).toBe(text)
    }
  })

  test('are believed and refused by both readers', () => {
    expect(believeProof(made['entry-213.tlog-proof'] ?? '', entryAt(213), policyText)).toBe(213)
    for (const [why, proof] of Object.entries(refusedProofs)) {
      expect(proof, why).not.toBe(proofAt(213))
      expect(verifyTlogProof(proof, leafHash(entryAt(213)), policy).ok, why).toBe(false)
      expect(
        throws(() => believeProof(proof, entryAt(213), policyText)),
        why,
      ).toBe(true)
    }
  })
})

/** What the log of those entries publishes. */
function published(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['checkpoint', Buffer.from(checkpoint)]])
  for (const tile of bundlesSince(0, size)) {
    const of = entries.slice(tile.index * 256, tile.index * 256 + tile.width)
    files.set(tilePath(tile), encodeEntries(of))
  }
  for (const tile of tilesSince(0, size)) {
    const hashes = Array.from({ length: tile.width }, (_, at) => {
      const index = tile.index * 256 + at
      if (tile.level === 0) return leafHash(entryAt(index))
      const below = files.get(tilePath({ level: 0, index, width: 256 }))
      return (below && hashOfFullTile(below)) ?? rootOf([])
    })
    files.set(tilePath(tile), concatBytes(...hashes))
  }
  return files
}
