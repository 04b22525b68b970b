/**
 * Just enough of RFC 3161 to ask for a time-stamp and to see that the answer is for what was asked.
 * Whether its signature holds is for whoever trusts the authority: `openssl ts -verify` says so.
 */

/** DER of a request for a time-stamp over a SHA-256, with a nonce, asking for the certificate. */
export function timeStampRequest(sha256: Uint8Array, nonce: Uint8Array): Uint8Array {
  const algorithm = der(tags.sequence, [...sha256Oid, tags.null, 0])
  const imprint = der(tags.sequence, [...algorithm, ...der(tags.octets, sha256)])
  return der(tags.sequence, [
    ...der(tags.integer, [1]),
    ...imprint,
    ...der(tags.integer, positive(nonce)),
    ...der(tags.boolean, [0xff]),
  ])
}

export type TimeStampFault = 'malformed' | 'not_granted' | 'of_something_else' | 'wrong_nonce'

/** When the authority says it was, or why the answer is none to this request. */
export function readTimeStamp(
  response: Uint8Array,
  sha256: Uint8Array,
  nonce: Uint8Array,
): { ok: true; at: Date } | { ok: false; fault: TimeStampFault } {
  const whole = read(response, tags.sequence)
  const [info, token] = whole ? parts(whole) : []
  const status = info && parts(info.content)[0]?.content
  if (!status) return fault('malformed')
  // Granted, or granted with changes.
  if (status.length !== 1 || (status[0] ?? 2) > 1) return fault('not_granted')
  const stamped = token && stampedInfo(token)
  if (!stamped) return fault('malformed')
  const [, , imprint, , time, ...rest] = stamped
  const hash = imprint && parts(imprint.content)[1]?.content
  if (!hash || !time || time.tag !== tags.time) return fault('malformed')
  if (!same(hash, sha256)) return fault('of_something_else')
  const theirs = rest.find(({ tag }) => tag === tags.integer)
  if (!theirs || !same(theirs.content, positive(nonce))) return fault('wrong_nonce')
  const at = timeOf(time.content)
  return at ? { ok: true, at } : fault('malformed')
}

const tags = {
  ...{ boolean: 0x01, integer: 0x02, octets: 0x04, null: 0x05, time: 0x18 },
  ...{ sequence: 0x30, context0: 0xa0 },
} as const

const sha256Oid = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]

type Part = { readonly tag: number; readonly content: Uint8Array }

const fault = (what: TimeStampFault) => ({ ok: false, fault: what }) as const

/** ContentInfo → SignedData → encapContentInfo → the octets of TSTInfo, whose parts these are. */
function stampedInfo(token: Part): Part[] | null {
  const signedData = inside(parts(token.content)[1], tags.context0)
  const encapsulated = signedData && parts(signedData.content)[2]
  const octets = encapsulated && inside(parts(encapsulated.content)[1], tags.context0)
  const info = octets && read(octets.content, tags.sequence)
  return info ? parts(info) : null
}

/** The one part in an explicit tag. */
const inside = (part: Part | undefined, tag: number): Part | undefined =>
  part?.tag === tag ? parts(part.content)[0] : undefined

/** The content of what begins with this tag. */
function read(bytes: Uint8Array, tag: number): Uint8Array | null {
  const [first] = parts(bytes)
  return first?.tag === tag ? first.content : null
}

/** What stands one after the other. Ends early where the bytes do. */
function parts(bytes: Uint8Array): Part[] {
  const found: Part[] = []
  for (let at = 0; at + 1 < bytes.length;) {
    const [tag = 0, first = 0] = bytes.subarray(at, at + 2)
    const lengthBytes = first < 0x80 ? 0 : first - 0x80
    const start = at + 2 + lengthBytes
    const length = bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0)
    const end = start + (lengthBytes === 0 ? first : length)
    if (lengthBytes > 4 || end > bytes.length) break
    found.push({ tag, content: bytes.subarray(start, end) })
    at = end
  }
  return found
}

function der(tag: number, content: ArrayLike<number>): Uint8Array {
  if (content.length > 0x7f) throw new RangeError('A request is short.')
  return Uint8Array.from([tag, content.length, ...Array.from(content)])
}

/** An integer that is not negative, in as few bytes as it takes. */
function positive(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0)
  const short = first < 0 ? Uint8Array.of(0) : bytes.subarray(first)
  return (short[0] ?? 0) > 0x7f ? Uint8Array.from([0, ...short]) : short
}

const same = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, at) => byte === other[at])

/** GeneralizedTime in UTC, as `20261125210000.123Z`. */
function timeOf(bytes: Uint8Array): Date | null {
  const text = String.fromCharCode(...bytes)
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z$/.exec(text) ?? []
  if (second === undefined) return null
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at.getTime()) ? null : at
}
