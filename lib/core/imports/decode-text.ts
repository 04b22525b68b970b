/** How the bytes of a file were read. */
export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly because: 'empty' | 'workbook' | 'not_text' }

/**
 * The text of a file, by its mark or, without one, by its bytes: what is no UTF-8 is taken for
 * Windows-1252, in which Excel saves. Says so where it is a workbook, or no text at all.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { ok: false, because: 'empty' }
  if (isWorkbook(bytes)) return { ok: false, because: 'workbook' }
  const { text, encoding } = read(bytes)
  if (text.trim() === '') return { ok: false, because: 'empty' }
  return unprintable.test(text) ? { ok: false, because: 'not_text' } : { ok: true, text, encoding }
}

/** What no text file holds. */
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const unprintable = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

const begins = (bytes: Uint8Array, ...start: number[]) =>
  start.every((byte, index) => bytes[index] === byte)

/** XLSX and ODS are ZIP files; XLS is a compound file. */
const isWorkbook = (bytes: Uint8Array) =>
  begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)

function read(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const wide = wideOrder(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: windows1252(bytes), encoding: 'Windows-1252' }
  }
}

/** What Windows-1252 has at 0x80 to 0x9F; some runtimes read these bytes as ISO 8859-1. */
const windowsOwn = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const windows1252 = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) =>
    byte >= 0x80 && byte <= 0x9f ? (windowsOwn[byte - 0x80] ?? '') : String.fromCharCode(byte),
  ).join('')

const looked_bytes = 1000

/** Two bytes a character: by the mark or, without one, because every other byte is nought. */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (begins(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (begins(bytes, 0xfe, 0xff)) return 'utf-16be'
  const start = bytes.subarray(0, looked_bytes)
  const noughts = [0, 0]
  for (const [index, byte] of start.entries()) {
    if (byte === 0) noughts[index % 2] = (noughts[index % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = noughts
  const most = start.length / 4
  if (odd > most && even < odd / 4) return 'utf-16le'
  return even > most && odd < even / 4 ? 'utf-16be' : null
}
