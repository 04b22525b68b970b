import { describe, expect, test } from 'vitest'
import { readTimeStamp, timeStampRequest } from '#lib/core/time-stamp'

/** A time-stamp is asked for, and its answer read, byte by byte; that it is signed others say. */

const sha256 = Uint8Array.from({ length: 32 }, (_, index) => index)
const nonce = Uint8Array.of(0, 0x81, 2)

/** DER: a tag, a length in as many bytes as it takes, and what stands in it. */
function der(tag: number, ...content: (number | Uint8Array)[]): Uint8Array {
  const bytes = content.flatMap((each) => (typeof each === 'number' ? [each] : [...each]))
  const { length } = bytes
  const long = length > 0xff ? [0x82, length >> 8, length & 0xff] : [0x81, length]
  return Uint8Array.from([tag, ...(length < 0x80 ? [length] : long), ...bytes])
}
const sequence = (...content: (number | Uint8Array)[]) => der(0x30, ...content)
const integer = (...bytes: number[]) => der(0x02, ...bytes)
const octets = (...content: (number | Uint8Array)[]) => der(0x04, ...content)
const within = (...content: (number | Uint8Array)[]) => der(0xa0, ...content)
const time = (text: string, tag = 0x18) => der(tag, new TextEncoder().encode(text))
const oid = der(0x06, 0x2a, 3)

type Differs = Partial<{
  status: Uint8Array
  hash: Uint8Array
  time: Uint8Array
  rest: readonly Uint8Array[]
  padding: number
  token: (info: Uint8Array) => Uint8Array
}>

/** An answer as an authority sends it, with one thing otherwise. */
function answer(differs: Differs = {}): Uint8Array {
  const info = sequence(
    ...[integer(1), oid, sequence(sequence(oid), octets(differs.hash ?? sha256)), integer(7)],
    differs.time ?? time('20261125210000.123Z'),
    ...(differs.rest ?? [integer(0, 0x81, 2)]),
    octets(new Uint8Array(differs.padding ?? 0)),
  )
  const usual = (of: Uint8Array) =>
    sequence(oid, within(sequence(integer(3), der(0x31), sequence(oid, within(octets(of))))))
  return sequence(sequence(differs.status ?? integer(0)), (differs.token ?? usual)(info))
}
const read = (bytes: Uint8Array) => {
  const outcome = readTimeStamp(bytes, sha256, nonce)
  return outcome.ok ? outcome.at.toISOString() : outcome.fault
}

test('a request says what is to be stamped, with a nonce that is not negative', () => {
  const hex = (of: Uint8Array) => Buffer.from(timeStampRequest(sha256, of)).toString('hex')
  const imprint = `3031300d060960864801650304020105000420${Buffer.from(sha256).toString('hex')}`
  expect(hex(Uint8Array.of(5))).toBe(`303c020101${imprint}0201050101ff`)
  expect(hex(nonce)).toBe(`303e020101${imprint}02030081020101ff`)
  expect(hex(Uint8Array.of(0, 0))).toBe(`303c020101${imprint}0201000101ff`)
  expect(hex(Uint8Array.of(0x7f))).toBe(`303c020101${imprint}02017f0101ff`)
  expect(() => timeStampRequest(new Uint8Array(128), nonce)).toThrow(RangeError)
})

describe('an answer', () => {
  test('says when, to the second, however long it is', () => {
    expect(read(answer())).toBe('2026-11-25T21:00:00.000Z')
    expect(read(answer({ time: time('20261125210059Z') }))).toBe('2026-11-25T21:00:59.000Z')
    expect(read(answer({ padding: 100 }))).toBe('2026-11-25T21:00:00.000Z')
    expect(read(answer({ padding: 300 }))).toBe('2026-11-25T21:00:00.000Z')
    expect(read(answer({ status: integer(1) }))).toBe('2026-11-25T21:00:00.000Z')
    expect(read(answer({ rest: [sequence(), integer(0, 0x81, 2)] }))).toBe(
      '2026-11-25T21:00:00.000Z',
    )
  })

  test.each([
    ['not granted', { status: integer(2) }, 'not_granted'],
    ['granted by two bytes', { status: integer(0, 0) }, 'not_granted'],
    ['without a status', { status: integer() }, 'not_granted'],
    ['of another hash', { hash: sha256.toReversed() }, 'of_something_else'],
    ['of a shorter hash', { hash: sha256.subarray(1) }, 'of_something_else'],
    ['of a longer hash', { hash: Uint8Array.from([...sha256, 0]) }, 'of_something_else'],
    ['with another nonce', { rest: [integer(1)] }, 'wrong_nonce'],
    ['without a nonce', { rest: [] }, 'wrong_nonce'],
    ['with a nonce that is no number', { rest: [octets(0, 0x81, 2)] }, 'wrong_nonce'],
    ['with a time of another kind', { time: time('20261125210000Z', 0x17) }, 'malformed'],
    ['with a time elsewhere', { time: time('20261125210000+0100') }, 'malformed'],
    ['with a time that is none', { time: time('20261325210000Z') }, 'malformed'],
    ['with more before its time', { time: time('x20261125210000Z') }, 'malformed'],
    ['with more behind its time', { time: time('20261125210000Zx') }, 'malformed'],
    ['without a token', { token: () => new Uint8Array() }, 'malformed'],
    ['with an empty token', { token: () => sequence() }, 'malformed'],
    [
      'with a token of another kind',
      { token: (of: Uint8Array) => sequence(oid, sequence(of)) },
      'malformed',
    ],
    [
      'with octets of another kind',
      {
        token: (of: Uint8Array) =>
          sequence(oid, within(sequence(integer(3), der(0x31), sequence(oid, octets(of))))),
      },
      'malformed',
    ],
    [
      'with something else inside',
      {
        token: (of: Uint8Array) =>
          sequence(
            oid,
            within(sequence(integer(3), der(0x31), sequence(oid, within(octets(der(0x31, of)))))),
          ),
      },
      'malformed',
    ],
  ] as const)('%s is refused', (_, differs, fault) => {
    expect(read(answer(differs))).toBe(fault)
  })

  test('that is cut short or is something else is refused, and never throws', () => {
    const whole = answer()
    for (let length = 0; length < whole.length; length += 1) {
      expect(read(whole.subarray(0, length)), String(length)).toBe('malformed')
    }
    expect(read(octets(whole))).toBe('malformed')
    expect(read(sequence())).toBe('malformed')
    expect(read(sequence(sequence()))).toBe('malformed')
    expect(read(Uint8Array.of(0x30, 0x85, 0, 0, 0, 0, 0))).toBe('malformed')
    expect(read(Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff))).toBe('malformed')
  })
})
