import { concatBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { isCount } from '#lib/core/transparency/decimal'
import { leafHash, nodeHash, rootOf, sameHash, type Hash } from '#lib/core/transparency/merkle'
import {
  consistencyRanges,
  inclusionRanges,
  verifyConsistency,
  verifyInclusion,
} from '#lib/core/transparency/merkle-proofs'
import {
  keyIdOf,
  parseSignerKey,
  parseVerifierKey,
  signText,
  signerKeyText,
  signatureTypes,
  verifierKeyOf,
  verifierKeyText,
  verifies,
} from '#lib/core/transparency/note-keys'
import { noteLimits, noteText, parseNote } from '#lib/core/transparency/signed-note'
import {
  decodeEntries,
  encodeEntries,
  hashFromTile,
  hashOfFullTile,
  hashesOfTile,
  hasTile,
  parseTilePath,
  tilesOfNodes,
  tilesSince,
} from '#lib/core/transparency/tiles'
import { leavesOf } from '../support/trees'

/** What is refused of proofs, keys, notes and tiles, and by which name; and what is just not. */

const faultOf = (outcome: { ok: true } | { ok: false; fault: string }) =>
  outcome.ok ? null : outcome.fault
const strange = [-1, 0.5, Number.NaN, 2 ** 53]

describe('a proof', () => {
  const leaves = leavesOf(5)
  const [a, b] = leaves as [Hash, Hash]
  const root = nodeHash(a, b)
  const inclusion = (differs: object) =>
    faultOf(verifyInclusion({ index: 0, size: 2, leaf: a, proof: [b], root, ...differs }))
  const consistency = (differs: object) =>
    faultOf(
      verifyConsistency({
        oldSize: 1,
        newSize: 2,
        oldRoot: a,
        newRoot: root,
        proof: [b],
        ...differs,
      }),
    )
  const short = new Uint8Array(31)

  test('of a leaf is refused by its reason', () => {
    expect(inclusion({})).toBeNull()
    expect(inclusion({ index: 1, leaf: b, proof: [a] })).toBeNull()
    for (const number of strange) {
      expect(inclusion({ index: number })).toBe('outside_tree')
      expect(inclusion({ size: number })).toBe('outside_tree')
    }
    expect(inclusion({ index: 2 })).toBe('outside_tree')
    expect(inclusion({ leaf: short })).toBe('malformed_hash')
    expect(inclusion({ root: short })).toBe('malformed_hash')
    expect(inclusion({ proof: [short] })).toBe('malformed_hash')
    expect(inclusion({ proof: [] })).toBe('wrong_length')
    expect(inclusion({ proof: [b, b] })).toBe('wrong_length')
    expect(inclusion({ proof: [a] })).toBe('wrong_root')
  })

  test('that one tree begins with another is refused by its reason', () => {
    expect(consistency({})).toBeNull()
    for (const number of strange) {
      expect(consistency({ oldSize: number })).toBe('outside_tree')
      expect(consistency({ newSize: number })).toBe('outside_tree')
    }
    expect(consistency({ oldSize: 0 })).toBe('outside_tree')
    expect(consistency({ oldSize: 3 })).toBe('outside_tree')
    expect(consistency({ oldRoot: short })).toBe('malformed_hash')
    expect(consistency({ newRoot: short })).toBe('malformed_hash')
    expect(consistency({ proof: [short] })).toBe('malformed_hash')
    expect(consistency({ proof: [] })).toBe('wrong_length')
    expect(consistency({ proof: [a] })).toBe('wrong_root')
    expect(consistency({ oldRoot: b })).toBe('wrong_root')
    const same = { oldSize: 2, oldRoot: root, proof: [] }
    expect(consistency(same)).toBeNull()
    expect(consistency({ ...same, oldRoot: a })).toBe('wrong_root')
    expect(consistency({ ...same, proof: [a] })).toBe('wrong_length')
  })

  test('covers nothing outside a tree, and nothing where there is nothing to prove', () => {
    for (const number of strange) {
      for (const ranges of [inclusionRanges, consistencyRanges]) {
        expect(ranges(number, 4)).toEqual([])
        expect(ranges(1, number)).toEqual([])
      }
    }
    expect([inclusionRanges(4, 4), inclusionRanges(0, 1), consistencyRanges(4, 4)]).toEqual([
      ...[[], [], []],
    ])
    expect([consistencyRanges(0, 4), consistencyRanges(5, 4)]).toEqual([[], []])
    expect(inclusionRanges(2, 3)).toEqual([{ start: 0, end: 2 }])
    expect(consistencyRanges(3, 4)).toEqual([
      { start: 2, end: 3 },
      { start: 3, end: 4 },
      { start: 0, end: 2 },
    ])
  })

  test('counts exactly, or not at all', () => {
    expect([0, 1, 2 ** 53 - 1].map(isCount)).toEqual([true, true, true])
    expect(strange.map(isCount)).toEqual([false, false, false, false])
    expect(sameHash(a, a.slice())).toBe(true)
    expect(sameHash(a, concatBytes(a, Uint8Array.of(0)))).toBe(false)
    expect(sameHash(concatBytes(a, Uint8Array.of(0)), a)).toBe(false)
  })
})

describe('a key', () => {
  const signer = {
    name: 'log.example',
    type: signatureTypes.ed25519,
    seed: new Uint8Array(32).fill(7),
  }
  const key = verifierKeyOf(signer)
  const text = verifierKeyText(key)
  const secret = signerKeyText(signer)
  const verifier = (of: string) => faultOf(parseVerifierKey(of))
  const inBase64 = (...bytes: number[]) => Buffer.from(bytes).toString('base64')

  test('is read as it was written, and refused by its reason', () => {
    expect(parseVerifierKey(text)).toEqual({ ok: true, value: key })
    const id = keyIdOf(key)
    expect(verifier('')).toBe('malformed_key')
    expect(verifier(text.replace(id, `${id}0`))).toBe('malformed_key')
    expect(verifier(text.replace(id, `0${id}`))).toBe('malformed_key')
    expect(verifier(text.replace(id, id.toUpperCase().replace(/^./, 'F')))).not.toBeNull()
    expect(verifier(text.replace(id, '00000000'))).toBe('wrong_key_id')
    expect(verifier(text.replace('log.example', ''))).toBe('malformed_key')
    expect(verifier(`${text}!`)).toBe('malformed_key')
    expect(verifier(`a+00000000+${inBase64(2, ...key.publicKey)}`)).toBe('unknown_type')
    expect(verifier(`a+00000000+${inBase64(1, ...key.publicKey.slice(1))}`)).toBe('malformed_key')
    expect(verifier(`a+00000000+${inBase64(1, ...key.publicKey, 0)}`)).toBe('malformed_key')
    const none = new Uint8Array(32).fill(0xff)
    expect(verifier(`a+00000000+${inBase64(1, ...none)}`)).toBe('malformed_key')
  })

  test('that is secret is read as it was written, and refused by its reason', () => {
    expect(parseSignerKey(secret)).toEqual({ ok: true, value: signer })
    expect(faultOf(parseSignerKey(text))).toBe('malformed_key')
    expect(faultOf(parseSignerKey(secret.slice(1)))).toBe('malformed_key')
    expect(faultOf(parseSignerKey(secret.replace(keyIdOf(key), '00000000')))).toBe('wrong_key_id')
    const short = `PRIVATE+KEY+a+00000000+${inBase64(1, 2, 3)}`
    expect(faultOf(parseSignerKey(short))).toBe('malformed_key')
  })

  test('signs a text, and nothing else is its signature', () => {
    const { signature } = signText('A\n', signer)
    const message = new TextEncoder().encode('A\n')
    expect(verifies(key.publicKey, message, signature)).toBe(true)
    expect(verifies(key.publicKey, new TextEncoder().encode('B\n'), signature)).toBe(false)
    expect(verifies(key.publicKey, message, signature.slice(1))).toBe(false)
    expect(verifies(key.publicKey, message, concatBytes(signature, Uint8Array.of(0)))).toBe(false)
    expect(verifies(key.publicKey.slice(1), message, signature)).toBe(false)
    expect(verifies(new Uint8Array(32).fill(0xff), message, signature)).toBe(false)
  })

  test('stands in a note that is read within its limits', () => {
    const note = noteText({ text: 'A\n', signatures: [signText('A\n', signer)] })
    expect(faultOf(parseNote(note))).toBeNull()
    expect(faultOf(parseNote(note.slice(0, -1)))).toBe('no_signatures')
    expect(faultOf(parseNote('A\n'))).toBe('no_signatures')
    expect(faultOf(parseNote('A\n\n'))).toBe('no_signatures')
    expect(faultOf(parseNote(note.replace('— ', 'x— ')))).toBe('malformed_signature')
    expect(faultOf(parseNote(note.replace(/\n$/, ' x\n')))).toBe('malformed_signature')
    const [line = ''] = note.split('\n\n').slice(1)
    const many = (count: number) => `A\n\n${line.repeat(count)}`
    expect(faultOf(parseNote(many(noteLimits.signatures)))).toBeNull()
    expect(faultOf(parseNote(many(noteLimits.signatures + 1)))).toBe('too_long')
    const long = (length: number) => `${'A'.repeat(length - line.length - 2)}\n\n${line}`
    expect(faultOf(parseNote(long(noteLimits.characters)))).toBeNull()
    expect(faultOf(parseNote(long(noteLimits.characters + 1)))).toBe('too_long')
    const ofBytes = (...bytes: number[]) => `A\n\n— a ${inBase64(...bytes)}\n`
    expect(faultOf(parseNote(ofBytes(1, 2, 3, 4, 5)))).toBeNull()
    expect(faultOf(parseNote(ofBytes(1, 2, 3, 4)))).toBe('malformed_signature')
  })
})

describe('a tile', () => {
  const leaves = Array.from({ length: 256 }, (_, index) => leafHash(Uint8Array.of(index)))
  const full = concatBytes(...leaves)

  test('has whole hashes, one to 256, and is one hash above where it is full', () => {
    expect(hashesOfTile(full)).toHaveLength(256)
    expect(hashesOfTile(full.subarray(0, 32))).toHaveLength(1)
    expect(hashesOfTile(new Uint8Array())).toBeNull()
    expect(hashesOfTile(full.subarray(0, 33))).toBeNull()
    expect(hashesOfTile(concatBytes(full, full.subarray(0, 32)))).toBeNull()
    expect(hashOfFullTile(full)).toEqual(rootOf(leaves))
    expect(hashOfFullTile(full.subarray(32))).toBeNull()
    expect(hashOfFullTile(full.subarray(1))).toBeNull()
  })

  test('gives the hash of a full subtree, where it is in it', () => {
    expect(hashFromTile({ level: 1, index: 1 }, full)).toEqual(rootOf(leaves.slice(2, 4)))
    expect(hashFromTile({ level: 1, index: 127 }, full)).toEqual(rootOf(leaves.slice(254)))
    const some = full.subarray(0, 32 * 4)
    expect(hashFromTile({ level: 1, index: 1 }, some)).toEqual(rootOf(leaves.slice(2, 4)))
    expect(hashFromTile({ level: 1, index: 2 }, some)).toBeNull()
    expect(hashFromTile({ level: 2, index: 1 }, some)).toBeNull()
    expect(hashFromTile({ level: 0, index: 0 }, full.subarray(1))).toBeNull()
  })

  test('is there where the tree reaches it', () => {
    const has = (size: number, level: number | 'entries', index: number, width: number) =>
      hasTile(size, { level, index, width })
    expect([has(256, 0, 0, 256), has(255, 0, 0, 256), has(255, 0, 0, 255)]).toEqual([
      true,
      false,
      true,
    ])
    expect([has(256, 0, 1, 1), has(257, 0, 1, 1), has(257, 0, 0, 1)]).toEqual([false, true, false])
    expect([has(257, 'entries', 1, 1), has(256, 'entries', 1, 256)]).toEqual([true, false])
    expect([has(256, 1, 0, 1), has(255, 1, 0, 1), has(0, 0, 0, 256)]).toEqual([true, false, false])
    expect(tilesSince(5, 5)).toEqual([])
    expect(tilesSince(6, 5)).toEqual([])
    expect(tilesSince(5, 6)).toEqual([{ level: 0, index: 0, width: 6 }])
  })

  test('is fetched once, whatever is read from it, and named by one path', () => {
    const nodes = [0, 1, 2].map((index) => ({ level: 0, index }))
    expect(tilesOfNodes(nodes, 300)).toEqual([{ level: 0, index: 0, width: 256 }])
    expect(parseTilePath('xtile/0/000')).toBeNull()
    expect(parseTilePath('tile/0/000x')).toBeNull()
    expect(parseTilePath('tile/x/000')).toBeNull()
    expect(parseTilePath('')).toBeNull()
  })

  test('of entries has each whole, up to 65,535 bytes', () => {
    const entry = new Uint8Array(0xff_ff)
    expect(decodeEntries(encodeEntries([entry, new Uint8Array()]))).toEqual([
      ...[entry, new Uint8Array()],
    ])
    expect(() => encodeEntries([new Uint8Array(0x1_00_00)])).toThrow(RangeError)
    expect(decodeEntries(Uint8Array.of(0))).toBeNull()
    expect(decodeEntries(Uint8Array.of(0, 2, 1))).toBeNull()
    expect(decodeEntries(new Uint8Array())).toEqual([])
  })
})
