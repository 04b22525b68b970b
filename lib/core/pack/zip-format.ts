import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * The one form of a pack's zip (PKWARE APPNOTE 6.3.10, and of that only what is said here): files
 * stored and not compressed, the first moment that a zip can hold, names in UTF-8, no extra fields, no
 * comments, no descriptors behind the data, nothing before, between or after. The same files make the
 * same bytes, and a reader that writes them again sees every byte.
 */
export type ZipEntry = {
  readonly path: string
  readonly bytes: number
  readonly crc32: number
}

/** What a zip without its 64-bit extensions holds. A pack that would be larger is refused. */
export const zipLimits = { files: 65_534, bytes: 0xff_ff_ff_fe } as const

const signatures = { local: 0x04_03_4b_50, central: 0x02_01_4b_50, end: 0x06_05_4b_50 } as const
const versionNeeded = 20
/** Made on Unix, by version 2.0. */
const madeBy = (3 << 8) | versionNeeded
const utf8Names = 0x08_00
const stored = 0
/** 1 January 1980. */
const [time, date] = [0, 0x00_21]
/** A plain file, readable by all. */
const unixMode = 0o100_644 * 0x1_00_00

/** The header that stands before a file's bytes. */
export function localHeader(entry: ZipEntry): Uint8Array {
  return concatBytes(fields([4, signatures.local], ...shared(entry)), utf8ToBytes(entry.path))
}

/** Everything behind the last file: the list of all, and the end. `entries` in the order of the files. */
export function centralDirectory(entries: readonly ZipEntry[]): Uint8Array {
  let offset = 0
  const listed = entries.map((entry) => {
    const record = centralRecord(entry, offset)
    offset += localHeader(entry).length + entry.bytes
    return record
  })
  const bytes = listed.reduce((sum, each) => sum + each.length, 0)
  const count = entries.length
  const end = fields([4, signatures.end], [2, 0], [2, 0], [2, count], [2, count], [4, bytes])
  return concatBytes(...listed, end, fields([4, offset], [2, 0]))
}

const centralRecord = (entry: ZipEntry, offset: number): Uint8Array =>
  concatBytes(
    fields([4, signatures.central], [2, madeBy], ...shared(entry)),
    fields([2, 0], [2, 0], [2, 0], [4, unixMode], [4, offset]),
    utf8ToBytes(entry.path),
  )

type Field = readonly [width: 2 | 4, value: number]

const shared = ({ path, bytes, crc32 }: ZipEntry): Field[] => [
  [2, versionNeeded],
  [2, utf8Names],
  [2, stored],
  [2, time],
  [2, date],
  [4, crc32],
  [4, bytes],
  [4, bytes],
  [2, utf8ToBytes(path).length],
  [2, 0],
]

/** Numbers one behind the other, the low byte first. */
function fields(...list: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(list.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of list) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += width
  }
  return bytes
}
