import { describe, expect, test } from 'vitest'
import {
  checkpointBody,
  openCheckpoint,
  parseCheckpointBody,
  signCheckpoint,
} from '#lib/core/transparency/checkpoint'
import { emptyRoot } from '#lib/core/transparency/merkle'
import {
  ed25519Verifier,
  parseSignerKey,
  parseVerifierKey,
  signerKeyText,
  signText,
  verifierKeyOf,
  verifierKeyText,
  type SignerKey,
} from '#lib/core/transparency/note-keys'
import {
  noteText,
  parseNote,
  verifyNote,
  type SignedNote,
} from '#lib/core/transparency/signed-note'
import { hasShared, sharedText } from '../support/shared'

const read = (input: string | Uint8Array): SignedNote => {
  const note = parseNote(input)
  if (!note.ok) throw new Error(note.fault)
  return note.value
}
const keyOf = (vkey: string) => {
  const key = parseVerifierKey(vkey)
  if (!key.ok) throw new Error(key.fault)
  return key.value
}
const faultOf = (answer: { ok: true } | { ok: false; fault: string }) =>
  answer.ok ? null : answer.fault

describe.skipIf(!hasShared)('the vectors of signed notes', () => {
  const vectors = hasShared
    ? (JSON.parse(sharedText('evidence/vectors/note-vectors/note-vectors.json')) as {
        keys: { name: string; vkey: string; skey?: string }[]
        bad_vkeys: { vkey: string; why: string }[]
        valid_notes: { id: string; text: string; sigs: string[] }[]
      })
    : { keys: [], bad_vkeys: [], valid_notes: [] }

  test('name keys that are read, and written again the same', () => {
    expect(vectors.keys.length).toBe(3)
    for (const { name, vkey, skey } of vectors.keys) {
      expect(keyOf(vkey).name).toBe(name)
      expect(verifierKeyText(keyOf(vkey))).toBe(vkey)
      if (!skey) continue
      const secret = parseSignerKey(skey)
      if (!secret.ok) throw new Error(secret.fault)
      expect(signerKeyText(secret.value)).toBe(skey)
      expect(verifierKeyText(verifierKeyOf(secret.value))).toBe(vkey)
    }
  })

  test('name keys that are refused', () => {
    expect(vectors.bad_vkeys.map(({ vkey }) => parseVerifierKey(vkey).ok)).toEqual([false, false])
  })

  test('hold notes that verify, with each key alone and with all', () => {
    const verifiers = vectors.keys.map(({ vkey }) => ed25519Verifier(keyOf(vkey)))
    for (const { text, sigs } of vectors.valid_notes) {
      const whole = `${text}\n${sigs.join('')}`
      const note = read(whole)
      expect(note.text).toBe(text)
      expect(noteText(note)).toBe(whole)
      const verified = verifyNote(note, verifiers)
      expect(verified.ok && verified.value.length).toBe(sigs.length)
      for (const { name } of note.signatures) {
        expect(
          verifyNote(
            note,
            verifiers.filter((each) => each.name === name),
          ).ok,
        ).toBe(true)
      }
    }
  })

  test('are signed here to the same bytes', () => {
    const [first] = vectors.valid_notes
    const secret = parseSignerKey(vectors.keys[0]?.skey ?? '')
    if (!first || !secret.ok) throw new Error('No vector to sign.')
    const signatures = [signText(first.text, secret.value)]
    expect(noteText({ text: first.text, signatures })).toBe(`${first.text}\n${first.sigs[0] ?? ''}`)
  })
})

const seedOf = (byte: number) => new Uint8Array(32).fill(byte)
const log: SignerKey = { name: 'log.example/touchline', type: 1, seed: seedOf(1) }
const other: SignerKey = { name: 'other.example', type: 1, seed: seedOf(2) }
const text = 'first\n\nsecond\n'
const signed = noteText({ text, signatures: [signText(text, log), signText(text, other)] })

describe('a note', () => {
  const line = noteText({ text: '', signatures: [signText(text, log)] }).slice(1)
  const malformed: Record<string, string | Uint8Array> = {
    'text only, no blank line': text,
    'text + blank line, no signature line': `${text}\n`,
    'nothing at all': '',
    'signature line without trailing newline': signed.slice(0, -1),
    'text with control byte 0x01': `\u0001${signed}`,
    'a carriage return': signed.replaceAll('\n', '\r\n'),
    'text with invalid UTF-8 0xff': Buffer.concat([Buffer.of(0xff), Buffer.from(signed)]),
    'half of a surrogate pair': `\ud800${signed}`,
    'key name containing a space': signed.replace('— log.', '— log .'),
    'key name containing another kind of space': signed.replace('— log.', '— log\u2003.'),
    'key name containing a plus': signed.replace('— log.', '— log+.'),
    'no key name': signed.replace('— log.example/touchline', '— '),
    'a hyphen for the dash': signed.replaceAll('— ', '- '),
    'non-signature line after the signatures': `${signed}and so on\n`,
    'an empty line behind the signatures': `${signed}\n`,
    'base 64 with spare bits': signed.replace(/.=\n$/, 'B=\n'),
    'base 64 of four bytes': `${text}\n— log.example AAAAAA==\n`,
    'more than 100 signature lines': `${text}\n${line.repeat(101)}`,
    'more than it may hold': `${'a\n'.repeat(500_000)}${signed}`,
  }
  test.each(Object.entries(malformed))('with %s is refused', (_, input) => {
    expect(parseNote(input).ok).toBe(false)
  })

  test('ends its text at the last empty line', () => {
    expect(read(signed).text).toBe(text)
  })

  test('is the same from bytes, and a byte order mark is part of it', () => {
    expect(read(Buffer.from(signed))).toEqual(read(signed))
    expect(read(Buffer.from(`\ufeff${signed}`)).text).toBe(`\ufeff${text}`)
  })

  test('takes any name without white space, also one that only looks empty', () => {
    const named = signed.replace('— log.example', '— \ufefflog.例え')
    expect(read(named).signatures[0]?.name).toBe('\ufefflog.例え/touchline')
    expect(noteText(read(named))).toBe(named)
  })

  test('may carry a hundred signatures', () => {
    expect(read(`${text}\n${line.repeat(100)}`).signatures).toHaveLength(100)
  })

  const verifierOf = (key: SignerKey) => ed25519Verifier(verifierKeyOf(key))
  const known = verifierOf(log)

  test('passes over unknown keys, even those with a known name or a known id', () => {
    const [ofLog, ofOther] = read(signed).signatures
    if (!ofLog || !ofOther) throw new Error('Not signed.')
    const wrong = ofOther.signature
    const note = {
      text,
      signatures: [
        ofLog,
        ofOther,
        { name: log.name, keyId: ofOther.keyId, signature: wrong },
        { name: other.name, keyId: ofLog.keyId, signature: wrong },
      ],
    }
    const verified = verifyNote(note, [known])
    expect(verified.ok && verified.value.map(({ verifier }) => verifier.name)).toEqual([log.name])
  })

  test('is refused for one bad signature of a known key, whatever else it carries', () => {
    const [ofLog, ofOther] = read(signed).signatures
    if (!ofLog || !ofOther) throw new Error('Not signed.')
    const bad = { ...ofLog, signature: ofOther.signature }
    for (const signatures of [[bad], [ofLog, bad], [bad, ofLog], [ofOther, bad]]) {
      const verifiers = [known, verifierOf(other)]
      expect(faultOf(verifyNote({ text, signatures }, verifiers))).toBe('bad_signature')
    }
  })

  test('is refused where no known key signed', () => {
    expect(faultOf(verifyNote(read(signed), []))).toBe('no_known_key')
  })

  test('says nothing with any bit of text or signature flipped', () => {
    const note = read(signed)
    const [first] = note.signatures
    if (!first) throw new Error('Not signed.')
    for (let bit = 0; bit < 512; bit += 7) {
      const signature = first.signature.map((byte, at) =>
        at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
      )
      expect(verifyNote({ text, signatures: [{ ...first, signature }] }, [known]).ok).toBe(false)
    }
    expect(verifyNote({ ...note, text: `${text} ` }, [known]).ok).toBe(false)
  })
})

describe('a key', () => {
  const vkey = verifierKeyText(verifierKeyOf(log))
  const refused: Record<string, [string, string]> = {
    'no parts': ['log', 'malformed_key'],
    'no name': [vkey.replace(log.name, ''), 'malformed_key'],
    'a name with a space': [vkey.replace('log.', 'log .'), 'malformed_key'],
    'another id': [vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'), 'wrong_key_id'],
    'an id in capitals': [vkey.replace(/\+[0-9a-f]{8}/, (id) => id.toUpperCase()), 'malformed_key'],
    'a newline behind it': [`${vkey}\n`, 'malformed_key'],
  }
  test.each(Object.entries(refused))('with %s is refused', (_, [given, fault]) => {
    expect(given).not.toBe(vkey)
    expect(faultOf(parseVerifierKey(given))).toBe(fault)
  })

  test.each([
    ['a byte less', 31, 1],
    ['a byte more', 33, 1],
    ['a point of few', 32, 0],
    ['no point', 32, 2],
  ])('of %s is refused, though its id is right', (_, length, last) => {
    const publicKey = new Uint8Array(length)
    publicKey[0] = last
    const given = verifierKeyText({ name: 'log.example', type: 1, publicKey })
    expect(faultOf(parseVerifierKey(given))).toBe('malformed_key')
  })

  test('that is secret is never in the words that refuse it', () => {
    const answer = parseSignerKey(`${signerKeyText(log)}A`)
    expect(answer).toEqual({ ok: false, fault: 'malformed_key' })
    expect(parseSignerKey(vkey).ok).toBe(false)
  })
})

describe('a checkpoint', () => {
  const checkpoint = { origin: log.name, size: 20852163, root: emptyRoot, extensions: [] }
  const body = checkpointBody(checkpoint)
  const root = body.split('\n')[2] ?? ''

  test('is read back, with and without lines of its own', () => {
    expect(parseCheckpointBody(body)).toEqual({ ok: true, value: checkpoint })
    const more = { ...checkpoint, extensions: ['a line', 'and another'] }
    expect(parseCheckpointBody(checkpointBody(more))).toEqual({ ok: true, value: more })
  })

  test.each([
    ['two lines', `${log.name}\n5\n`],
    ['no origin', `\n5\n${root}\n`],
    ['a leading zero', `a\n05\n${root}\n`],
    ['a sign', `a\n+5\n${root}\n`],
    ['a size too large to be exact', `a\n9007199254740993\n${root}\n`],
    ['no size', `a\n\n${root}\n`],
    ['a short root', `a\n5\nAAAA\n`],
    ['a root in another alphabet', `a\n5\n${root.replaceAll('/', '_')}\n`],
    ['an empty line of its own', `a\n5\n${root}\n\n`],
    ['no newline', `a\n5\n${root}`],
  ])('with %s is refused', (_, given) => {
    expect(parseCheckpointBody(given).ok).toBe(false)
  })

  test('is opened by the key of its own log only', () => {
    const note = signCheckpoint(checkpoint, log)
    const opened = openCheckpoint(note, [verifierKeyOf(other), verifierKeyOf(log)])
    expect(opened.ok && opened.value.checkpoint).toEqual(checkpoint)
    expect(faultOf(openCheckpoint(note, [verifierKeyOf(other)]))).toBe('unknown_log')
    const rotated = { ...log, seed: seedOf(3) }
    expect(faultOf(openCheckpoint(note, [verifierKeyOf(rotated)]))).toBe('no_known_key')
    const forged = note.replace('20852163', '20852164')
    expect(faultOf(openCheckpoint(forged, [verifierKeyOf(log)]))).toBe('bad_signature')
  })

  test.skipIf(!hasShared)('of the specification is read as it stands there', () => {
    const page = sharedText('evidence/c2sp-specs/tlog-cosignature.md')
    const [, example = ''] = /```\n(example.com\/behind[\s\S]*?)```/.exec(page) ?? []
    const note = read(example)
    expect(noteText(note)).toBe(example)
    expect(note.signatures.map(({ name }) => name)).toEqual([
      'example.com/behind-the-sofa',
      'witness.example.com/w1',
    ])
    const { ok } = parseCheckpointBody(note.text)
    expect(ok).toBe(true)
  })
})
