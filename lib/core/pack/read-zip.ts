import { bad, good, type Outcome } from '../transparency/outcome'
import { crc32 } from './crc32'
import { centralDirectory, localHeader, zipLimits, type ZipEntry } from './zip-format'

export type ZipFile = { readonly path: string; readonly content: Uint8Array }

/** `byte` is where the first that differs stands. */
export type ZipFault = { readonly byte: number; readonly what: string }

const headerLength = 30
const localSignature = 0x04_03_4b_50

/**
 * The files of a zip in the one form that packs have (`zip-format.ts`), in their order. What was read
 * is written again and held against every byte, so that nothing can stand in it unseen.
 */
export function readZip(
  bytes: Uint8Array,
): Outcome<readonly ZipFile[], 'not_a_pack'> & { readonly where?: ZipFault } {
  const files: ZipFile[] = []
  const entries: ZipEntry[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  while (at + headerLength <= bytes.length && view.getUint32(at, true) === localSignature) {
    if (files.length >= zipLimits.files) return refused(at, 'more files than a pack has')
    const found = readFile(bytes, view, at)
    if (!found) return refused(at, 'a file that does not end')
    const { entry, content, end } = found
    const differs = firstDifference(bytes, at, localHeader(entry))
    if (differs !== null) return refused(differs, `the header of ${entry.path}`)
    if (crc32(content) !== entry.crc32) return refused(at, `the bytes of ${entry.path}`)
    files.push({ path: entry.path, content })
    entries.push(entry)
    at = end
  }
  const rest = centralDirectory(entries)
  const differs = firstDifference(bytes, at, rest)
  if (differs !== null) return refused(differs, 'the list at the end')
  if (at + rest.length !== bytes.length) return refused(at + rest.length, 'more behind the end')
  return good(files)
}

const refused = (byte: number, what: string) => ({ ...bad('not_a_pack'), where: { byte, what } })

function readFile(bytes: Uint8Array, view: DataView, at: number) {
  const size = view.getUint32(at + 18, true)
  const nameEnd = at + headerLength + view.getUint16(at + 26, true)
  const end = nameEnd + size
  if (end > bytes.length) return null
  const path = new TextDecoder().decode(bytes.subarray(at + headerLength, nameEnd))
  const entry = { path, bytes: size, crc32: view.getUint32(at + 14, true) }
  return { entry, content: bytes.subarray(nameEnd, end), end }
}

/** Where `bytes` from `at` on first differs from `expected`; null where it begins with it. */
function firstDifference(bytes: Uint8Array, at: number, expected: Uint8Array): number | null {
  const differs = expected.findIndex((byte, index) => bytes[at + index] !== byte)
  return differs < 0 ? null : at + differs
}
