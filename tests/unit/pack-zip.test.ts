import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { crc32 } from '#lib/core/pack/crc32'
import { byBytes, readingPath, signedTextPath } from '#lib/core/pack/layout'
import { listedFile } from '#lib/core/pack/manifest'
import { readZip } from '#lib/core/pack/read-zip'
import { parseRecordProof, recordProofLine } from '#lib/core/pack/record-proof'
import { parsedJson } from '#lib/core/parsed-json'
import { centralDirectory, localHeader } from '#lib/core/pack/zip-format'

/** A pack's own form, byte by byte: by one small zip of two files. */

const contents = [
  ['a/one.txt', utf8ToBytes('One')],
  ['a/zwei-ö.txt', new Uint8Array()],
] as const
const entries = contents.map(([path, content]) => ({
  ...{ path, bytes: content.length, crc32: crc32(content) },
}))
const whole = concatBytes(
  ...contents.flatMap(([, content], index) => {
    const entry = entries[index]
    return entry ? [localHeader(entry), content] : []
  }),
  centralDirectory(entries),
)
const refused = (bytes: Uint8Array) => {
  const read = readZip(bytes)
  return read.ok ? null : [read.where?.byte, read.where?.what]
}
const withByte = (at: number, by = 1) => {
  const bytes = whole.slice()
  bytes[at] = ((bytes[at] ?? 0) + by) & 0xff
  return bytes
}

describe('a zip', () => {
  test('has the fields that its format gives it, and nothing else', () => {
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    const header = localHeader({ path: 'a', bytes: 3, crc32: 0x11_22_33_44 })
    expect(hex(header)).toBe(
      [
        ...['504b0304', '1400', '0008', '0000', '0000', '2100'],
        ...['44332211', '03000000', '03000000', '0100', '0000', '61'],
      ].join(''),
    )
    const end = centralDirectory([{ path: 'a', bytes: 3, crc32: 0x11_22_33_44 }])
    expect(hex(end)).toBe(
      [
        ...['504b0102', '1403', '1400', '0008', '0000', '0000', '2100'],
        ...['44332211', '03000000', '03000000', '0100', '0000'],
        ...['0000', '0000', '0000', '0000a481', '00000000', '61'],
        ...['504b0506', '0000', '0000', '0100', '0100', '2f000000', '22000000', '0000'],
      ].join(''),
    )
  })

  test('is read as it was written, wherever it stands in memory', () => {
    const files = contents.map(([path, content]) => ({ path, content }))
    expect(readZip(whole)).toEqual({ ok: true, value: files })
    const padded = concatBytes(new Uint8Array(7), whole, new Uint8Array(7))
    expect(readZip(padded.subarray(7, 7 + whole.length))).toEqual({ ok: true, value: files })
    expect(readZip(centralDirectory([]))).toEqual({ ok: true, value: [] })
  })

  test('is refused with any one byte changed, cut off or added', () => {
    for (let at = 0; at < whole.length; at += 1) {
      expect(refused(withByte(at)), `byte ${at}`).not.toBeNull()
      expect(refused(whole.subarray(0, at)), `cut at ${at}`).not.toBeNull()
    }
    expect(refused(concatBytes(whole, Uint8Array.of(0)))).toEqual([
      whole.length,
      'more behind the end',
    ])
    expect(refused(concatBytes(Uint8Array.of(0), whole))).toEqual([0, 'the list at the end'])
  })

  test('says where it is otherwise, and in what', () => {
    expect(refused(withByte(4))).toEqual([4, 'the header of a/one.txt'])
    expect(refused(withByte(39))).toEqual([0, 'the bytes of a/one.txt'])
    expect(refused(withByte(18, 255))?.[1]).not.toBeUndefined()
    expect(refused(whole.subarray(0, 41))).toEqual([0, 'a file that does not end'])
    const list = whole.length - centralDirectory(entries).length
    expect(refused(withByte(list + 5))).toEqual([list + 5, 'the list at the end'])
    expect(refused(new Uint8Array())).toEqual([0, 'the list at the end'])
  })

  test('has the sums that everybody’s have', () => {
    expect(crc32(utf8ToBytes('123456789'))).toBe(0xcb_f4_39_26)
    expect(crc32(new Uint8Array())).toBe(0)
    const [head, tail] = [utf8ToBytes('1234'), utf8ToBytes('56789')]
    expect(crc32(tail, crc32(head))).toBe(0xcb_f4_39_26)
  })
})

describe('what stands in a pack', () => {
  test('is in the order of its bytes, whatever language they are in', () => {
    const paths = ['b', 'a/b', 'a', 'é', 'z', 'a-', 'aa']
    expect(paths.toSorted(byBytes)).toEqual(['a', 'a-', 'a/b', 'aa', 'b', 'z', 'é'])
    expect(byBytes('a', 'a')).toBe(0)
    expect(readingPath('ab')).toBe('readings/ab.json')
    expect(signedTextPath('ab', 'md')).toBe('signed/ab.md')
  })

  test('has a path of plain letters that leads nowhere else', () => {
    const file = { bytes: 1, sha256: 'a'.repeat(64), media_type: 'x', role: 'x' }
    const may = (path: string) => listedFile.safeParse({ ...file, path }).success
    const good = ['a', 'readings/ab.json', 'rules/a@1.json', 'a-b.c/d']
    const bad = ['', '/a', 'a/', 'a//b', '../a', 'a/../b', 'A', '.a', 'a b', '@a', 'a/@b', 'xé']
    expect([good.filter(may), bad.filter(may)]).toEqual([good, []])
    const hash = (sha256: string) => listedFile.safeParse({ ...file, path: 'a', sha256 }).success
    expect(['a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64)].filter(hash)).toEqual([])
    expect(listedFile.safeParse({ ...file, path: 'a', bytes: -1 }).success).toBe(false)
  })

  test('is proved by lines that are read strictly', () => {
    const proof = { index: 3, hashes: ['a'.repeat(64)] }
    const line = `{"hashes":["${'a'.repeat(64)}"],"index":3}`
    expect(recordProofLine(proof)).toBe(line)
    expect(parseRecordProof(line)).toEqual(proof)
    const others = [
      ...[`${line} `, line.replace('3', '-1'), line.replace('3', '3.5'), line.replace('a', 'A')],
      ...[
        line.replace('a', ''),
        line.replace('"]', 'a"]'),
        line.replace('}', ',"x":1}'),
        'null',
        '',
      ],
      `{"index":3,"hashes":["${'a'.repeat(64)}"]}`,
    ]
    for (const other of others) expect(parseRecordProof(other), other).toBeNull()
    expect(parsedJson('{"a":1}')).toEqual({ a: 1 })
    expect(parsedJson('{')).toBeNull()
  })
})
