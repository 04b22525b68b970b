import { describe, expect, test } from 'vitest'
import { checkCheckpoint, openSignedCheckpoint } from '#lib/core/transparency/check-checkpoint'
import { checkpointBody, signCheckpoint } from '#lib/core/transparency/checkpoint'
import {
  cosign,
  cosignatureTime,
  cosignatureVerifier,
  cosignedText,
} from '#lib/core/transparency/cosignature'
import { verifierKeyOf, verifierKeyText, type SignerKey } from '#lib/core/transparency/note-keys'
import { parseNote, signatureLine, verifyNote } from '#lib/core/transparency/signed-note'
import { parsePolicy, type TlogPolicy } from '#lib/core/transparency/tlog-policy'
import { parseTlogProof, tlogProofText, verifyTlogProof } from '#lib/core/transparency/tlog-proof'
import { hasShared, sharedText } from '../support/shared'
import { leavesOf, treesOf } from '../support/trees'

const key = (name: string, seed: number, type: 1 | 4): SignerKey => ({
  name,
  type,
  seed: new Uint8Array(32).fill(seed),
})
const log = key('log.example', 1, 1)
const witnesses = [
  key('w1.example', 2, 4),
  key('w2.example', 3, 4),
  key('w3.example', 4, 4),
] as const
const vkey = (of: SignerKey) => verifierKeyText(verifierKeyOf(of))

function policyOf(quorum: string): TlogPolicy {
  const read = parsePolicy(
    `log ${vkey(log)}\n${witnesses.map((each, at) => `witness W${at + 1} ${vkey(each)}\n`).join('')}` +
      `group two 2 W1 W2 W3\nquorum ${quorum}\n`,
  )
  if (!read.ok) throw new Error(read.fault)
  return read.value
}

const size = 50
const trees = treesOf(leavesOf(size))
const checkpoint = { origin: log.name, size, root: trees.root(size), extensions: [] }
const body = checkpointBody(checkpoint)
const cosignedBy = (...by: SignerKey[]) =>
  signCheckpoint(checkpoint, log) +
  by.map((each, at) => signatureLine(cosign(body, 1_700_000_000 + at, each))).join('')
const faultOf = (answer: { ok: true } | { ok: false; fault: string }) =>
  answer.ok ? null : answer.fault

describe('a cosignature', () => {
  test.skipIf(!hasShared)('signs the text of the specification', () => {
    const page = sharedText('evidence/c2sp-specs/tlog-cosignature.md')
    const [, text = ''] = /\n {4}cosignature\/v1\n([\s\S]*?)\n\n/.exec(page) ?? []
    const lines = `cosignature/v1\n${text.replaceAll('    ', '')}\n`
    const given = lines.split('\n').slice(2).join('\n')
    expect(cosignedText(1679315147, given)).toBe(lines)
  })

  test.skipIf(!hasShared)('of the specification’s example has its time', () => {
    const page = sharedText('evidence/c2sp-specs/tlog-cosignature.md')
    const [, example = ''] = /```\n(example.com\/behind[\s\S]*?)```/.exec(page) ?? []
    const note = parseNote(example)
    const last = note.ok ? note.value.signatures.at(-1) : undefined
    expect(last && cosignatureTime(last.signature)).toBe(1679315147)
  })

  test('holds for its text, time, key and kind only', () => {
    const [witness] = witnesses
    const made = cosign(body, 1_700_000_000, witness)
    const verifier = cosignatureVerifier(verifierKeyOf(witness))
    const verify = (text: string, signature: Uint8Array) => verifier.verify(text, signature)
    expect(made.signature).toHaveLength(72)
    expect(verify(body, made.signature)).toBe(true)
    expect(verify(`${body}more\n`, made.signature)).toBe(false)
    for (let bit = 0; bit < 72 * 8; bit += 7) {
      const flipped = made.signature.map((byte, at) =>
        at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
      )
      expect(verify(body, flipped)).toBe(false)
    }
    expect(verify(body, made.signature.subarray(8))).toBe(false)
    const asLog = cosignatureVerifier({ ...verifierKeyOf(witness), type: 1 })
    expect(asLog.verify(body, made.signature)).toBe(false)
  })

  test('is not made without a time, nor with a log’s key', () => {
    expect(() => cosign(body, 0, witnesses[0])).toThrow(RangeError)
    expect(() => cosign(body, 1, log)).toThrow(TypeError)
  })
})

describe('a checkpoint under a policy', () => {
  test('needs as many witnesses as it says, and tells who and when', () => {
    const opened = checkCheckpoint(cosignedBy(witnesses[2], witnesses[0]), policyOf('two'))
    expect(
      opened.ok && opened.value.cosignedBy.map(({ witness, time }) => [witness.name, time]),
    ).toEqual([
      ['W1', 1_700_000_001],
      ['W3', 1_700_000_000],
    ])
    expect(faultOf(checkCheckpoint(cosignedBy(witnesses[2]), policyOf('two')))).toBe(
      'quorum_not_met',
    )
    expect(faultOf(checkCheckpoint(cosignedBy(), policyOf('none')))).toBe(null)
  })

  test('counts a witness once, however often it signed', () => {
    const twice = cosignedBy(witnesses[0], witnesses[0])
    expect(faultOf(checkCheckpoint(twice, policyOf('two')))).toBe('quorum_not_met')
    const opened = openSignedCheckpoint(twice, policyOf('two'))
    expect(opened.ok && opened.value.cosignedBy.map(({ time }) => time)).toEqual([1_700_000_001])
  })

  test('does not take a stranger for a witness', () => {
    const stranger = key('w2.example', 99, 4)
    const note = cosignedBy(witnesses[0], stranger)
    expect(faultOf(checkCheckpoint(note, policyOf('two')))).toBe('quorum_not_met')
  })

  test('is refused whole for one bad cosignature of a known witness', () => {
    const bad = cosign(body.replace('\n50\n', '\n51\n'), 1_700_000_000, witnesses[2])
    const note = cosignedBy(witnesses[0], witnesses[1]) + signatureLine(bad)
    expect(faultOf(checkCheckpoint(note, policyOf('two')))).toBe('bad_signature')
  })

  test('without its log’s signature is refused, whoever cosigned', () => {
    const lines = witnesses.map((each) => signatureLine(cosign(body, 1, each))).join('')
    expect(faultOf(checkCheckpoint(`${body}\n${lines}`, policyOf('two')))).toBe('no_known_key')
  })

  test('of a log that the policy does not name is refused', () => {
    const other = { ...checkpoint, origin: 'other.example' }
    const note = signCheckpoint(other, log)
    expect(faultOf(checkCheckpoint(note, policyOf('none')))).toBe('unknown_log')
  })

  test('may carry signatures of kinds that are not read here', () => {
    const note = `${cosignedBy(witnesses[0], witnesses[1])}— log.example ${'A'.repeat(3228)}\n`
    expect(faultOf(checkCheckpoint(note, policyOf('two')))).toBe(null)
    const read = parseNote(note)
    expect(read.ok && verifyNote(read.value, []).ok).toBe(false)
  })
})

describe('a proof in one file', () => {
  const index = 21
  const note = cosignedBy(witnesses[0], witnesses[1])
  const proof = { extra: null, index, hashes: trees.inclusion(index, size), checkpoint: note }
  const text = tlogProofText(proof)

  test('is read back to the byte, with and without something extra', () => {
    expect(parseTlogProof(text)).toEqual({ ok: true, value: proof })
    const more = { ...proof, extra: Uint8Array.of(1, 2, 3) }
    expect(parseTlogProof(tlogProofText(more))).toEqual({ ok: true, value: more })
    const single = { ...proof, hashes: [] }
    expect(parseTlogProof(tlogProofText(single))).toEqual({ ok: true, value: single })
  })

  test('proves its leaf and no other', () => {
    const verified = verifyTlogProof(text, trees.leaf(index), policyOf('two'))
    expect(verified.ok && verified.value.index).toBe(index)
    expect(faultOf(verifyTlogProof(text, trees.leaf(index + 1), policyOf('two')))).toBe(
      'wrong_root',
    )
    expect(faultOf(verifyTlogProof(text, trees.leaf(index), policyOf('W3')))).toBe('quorum_not_met')
  })

  test('is refused with any byte changed', () => {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += 3) {
      const changed = Buffer.from(bytes)
      changed[at] = (bytes[at] ?? 0) ^ 1
      const verified = verifyTlogProof(changed.toString(), trees.leaf(index), policyOf('two'))
      expect(verified.ok).toBe(false)
    }
  })

  test.each([
    ['another first line', text.replace('@v1', '@v2')],
    ['no index', text.replace(/index \d+\n/, '')],
    ['a leading zero', text.replace('index 21', 'index 021')],
    ['lines that are no hashes', text.replace('index 21\n', 'index 21\nAAAA\n')],
    ['extra that is no base 64', text.replace('index 21', 'extra A\nindex 21')],
    ['extra behind the index', text.replace('index 21\n', 'index 21\nextra AAAA\n')],
    [
      '64 hashes',
      tlogProofText({ ...proof, hashes: Array.from({ length: 64 }, () => trees.root(1)) }),
    ],
    ['no empty line', 'c2sp.org/tlog-proof@v1\nindex 0\n'],
  ])('with %s is refused', (_, given) => {
    expect(given).not.toBe(text)
    expect(faultOf(parseTlogProof(given))).toBe('malformed_proof')
  })
})
