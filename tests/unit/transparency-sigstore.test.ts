import { createPublicKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { bytesToHex } from '@noble/hashes/utils.js'
import { verifyTLogInclusion } from '@sigstore/verify/dist/tlog/index.js'
import { describe, expect, test } from 'vitest'
import { leafHash, type Hash } from '#lib/core/transparency/merkle'
import { keyIdOf, verifierKeyOf } from '#lib/core/transparency/note-keys'
import { tlogProofText, verifyTlogProof } from '#lib/core/transparency/tlog-proof'
import { believeProof } from '../support/second-reader'
import {
  checkpoint,
  entryAt,
  log,
  policy,
  policyText,
  proofAt,
  signed,
  size,
  trees,
} from '../support/small-log'
import { throws } from '../support/throws'

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
