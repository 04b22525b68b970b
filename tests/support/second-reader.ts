import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'

/**
 * A second reader of transparency logs, written from RFC 6962 and the pages of c2sp.org alone. It
 * shares no line with `lib/`: other primitives (node:crypto), other shapes (recursion, as the RFC's
 * definitions are written), so that a mistake has to be made twice to go unnoticed. It throws where
 * ours returns.
 */
type Bytes = Buffer

const sha256 = (...parts: (string | Uint8Array)[]): Bytes =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hashOfLeaf = (entry: Uint8Array) => sha256(Buffer.of(0), entry)
const hashOfPair = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.of(1), left, right)

function must(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what)
}

function unbase64(text: string): Bytes {
  const bytes = Buffer.from(text, 'base64')
  must(bytes.toString('base64') === text, 'not base 64')
  return bytes
}

function count(text: string | undefined): number {
  must(text !== undefined && /^\d+$/.test(text) && String(Number(text)) === text, 'not a count')
  return Number(text)
}

type Key = { name: string; id: string; type: number; key: KeyObject }

function readVkey(vkey: string): Key {
  const [, name = '', id = '', base64 = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? []
  const bytes = unbase64(base64)
  must(bytes.length === 33, 'not an Ed25519 key')
  must(sha256(name, '\n', bytes).subarray(0, 4).toString('hex') === id, 'another key id')
  // RFC 8410: what stands before the 32 bytes of an Ed25519 key in its DER form.
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return { name, id, type: bytes[0] ?? 0, key }
}

type Note = { body: string; signatures: { name: string; id: string; bytes: Bytes }[] }

function readNote(text: string): Note {
  const blank = text.lastIndexOf('\n\n')
  must(blank >= 0 && text.endsWith('\n'), 'not a note')
  const signatures = text
    .slice(blank + 2, -1)
    .split('\n')
    .map((line) => {
      const [dash, name, base64, ...more] = line.split(' ')
      must(dash === '—' && name && base64 && more.length === 0, 'not a signature')
      const bytes = unbase64(base64)
      must(bytes.length > 4, 'a short signature')
      return { name, id: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4) }
    })
  return { body: text.slice(0, blank + 1), signatures }
}

/** True where the key signed, false where it did not. Throws where it signed badly. */
function isSignedBy(note: Note, { name, id, type, key }: Key): boolean {
  const own = note.signatures.filter((each) => each.name === name && each.id === id)
  for (const { bytes } of own) {
    const time = type === 4 ? bytes.readBigUInt64BE(0) : 0n
    const head = type === 4 ? `cosignature/v1\ntime ${time}\n` : ''
    const signature = type === 4 ? bytes.subarray(8) : bytes
    must(verify(null, Buffer.from(head + note.body), key, signature), 'a bad signature')
  }
  return own.length > 0
}

type Head = { origin: string; size: number; root: Bytes }

function readHead(body: string): Head {
  const [origin, size, root, ...rest] = body.split('\n')
  must(origin && root && rest.at(-1) === '' && rest.slice(0, -1).every(Boolean), 'not a checkpoint')
  const hash = unbase64(root)
  must(hash.length === 32, 'a short root')
  return { origin, size: count(size), root: hash }
}

/** The head of a checkpoint that the policy believes. Throws where it does not. */
export function believe(checkpoint: string, policy: string): Head {
  const note = readNote(checkpoint)
  const head = readHead(note.body)
  const lines = policy.split('\n').map((line) => line.trim().split(/[ \t]+/))
  const named = (word: string) => lines.filter(([first]) => first === word)
  const logs = named('log').map(([, vkey = '']) => readVkey(vkey))
  const signed = logs.filter(({ name }) => name === head.origin).map((key) => isSignedBy(note, key))
  must(signed.includes(true), 'no log of the policy signed')
  const saw = new Map<string, boolean>([['none', true]])
  for (const [, name = '', vkey = ''] of named('witness')) {
    saw.set(name, isSignedBy(note, readVkey(vkey)))
  }
  for (const [, name = '', many = '', ...members] of named('group')) {
    const enough = many === 'any' ? 1 : many === 'all' ? members.length : count(many)
    saw.set(name, members.filter((member) => saw.get(member) === true).length >= enough)
  }
  const [quorum, ...others] = named('quorum')
  must(quorum && others.length === 0 && saw.get(quorum[1] ?? '') === true, 'too few witnesses')
  return head
}

const split = (size: number): number => {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}

/** RFC 6962 section 2.1.1, read backwards: the root that a path leads to. */
export function rootByPath(
  index: number,
  size: number,
  leaf: Bytes,
  path: readonly Bytes[],
): Bytes {
  must(index < size, 'outside of the tree')
  if (size === 1) {
    must(path.length === 0, 'a path that is too long')
    return leaf
  }
  const [half, last, rest] = [split(size), path.at(-1), path.slice(0, -1)]
  must(last?.length === 32, 'a path that is too short')
  return index < half
    ? hashOfPair(rootByPath(index, half, leaf, rest), last)
    : hashOfPair(last, rootByPath(index - half, size - half, leaf, rest))
}

/** RFC 6962 section 2.1.2, read backwards: both roots that a proof leads to. */
export function rootsByProof(
  old: number,
  size: number,
  oldRoot: Bytes,
  path: readonly Bytes[],
  isWhole = true,
): { old: Bytes; size: Bytes } {
  if (old === size) {
    must(path.length === (isWhole ? 0 : 1), 'a proof of another length')
    const hash = path[0] ?? oldRoot
    return { old: hash, size: hash }
  }
  const [half, last, rest] = [split(size), path.at(-1), path.slice(0, -1)]
  must(last?.length === 32, 'a proof that is too short')
  if (old <= half) {
    const left = rootsByProof(old, half, oldRoot, rest, isWhole)
    return { old: left.old, size: hashOfPair(left.size, last) }
  }
  const right = rootsByProof(old - half, size - half, oldRoot, rest, false)
  return { old: hashOfPair(last, right.old), size: hashOfPair(last, right.size) }
}

/** Throws where a tree of that size does not begin with the older one. */
export function believeGrowth(
  older: Omit<Head, 'origin'>,
  newer: Omit<Head, 'origin'>,
  path: Bytes[],
) {
  must(older.size > 0 && older.size <= newer.size, 'not growth')
  const roots = rootsByProof(older.size, newer.size, older.root, path)
  must(roots.old.equals(older.root) && roots.size.equals(newer.root), 'another tree')
}

/** The index at which an entry stands in a log that the policy believes. Throws where it does not. */
export function believeProof(proof: string, entry: Uint8Array, policy: string): number {
  const end = proof.indexOf('\n\n')
  const [first, ...lines] = proof.slice(0, end).split('\n')
  must(first === 'c2sp.org/tlog-proof@v1' && end > 0, 'not a proof')
  if (lines[0]?.startsWith('extra ')) unbase64((lines.shift() ?? '').slice(6))
  const [, index] = /^index (\d+)$/.exec(lines.shift() ?? '') ?? []
  const head = believe(proof.slice(end + 2), policy)
  const at = count(index)
  const root = rootByPath(at, head.size, hashOfLeaf(entry), lines.map(unbase64))
  must(root.equals(head.root), 'another tree')
  return at
}

/** RFC 6962 section 2.1, as it is written. */
export function treeHash(leaves: readonly Bytes[]): Bytes {
  const [only] = leaves
  if (!only) return sha256()
  if (leaves.length === 1) return only
  const half = split(leaves.length)
  return hashOfPair(treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half)))
}

/**
 * Reads a whole log as https://c2sp.org/tlog-tiles publishes it: its checkpoint, every entry, and
 * every tile, which must be those that the entries give. Returns the entries. Throws where they do
 * not. `read` gives a file by its path below the log's address.
 */
export async function believeLog(
  read: (path: string) => Promise<Uint8Array>,
  policy: string,
): Promise<Bytes[]> {
  const head = believe(Buffer.from(await read('checkpoint')).toString(), policy)
  const entries: Bytes[] = []
  for (const { path, width } of tilesOf('entries', head.size)) {
    const bundle = readBundle(Buffer.from(await read(path)))
    must(bundle.length === width, `${path} holds ${bundle.length} entries`)
    entries.push(...bundle)
  }
  const leaves = entries.map(hashOfLeaf)
  must(treeHash(leaves).equals(head.root), 'the entries are of another tree')
  let level = 0
  for (let row = leaves; row.length > 0; row = fullRoots(row)) {
    for (const { path, at, width } of tilesOf(level, row.length)) {
      const expected = Buffer.concat(row.slice(at, at + width))
      must(expected.equals(await read(path)), `${path} is of another tree`)
    }
    level += 1
  }
  return entries
}

function tilesOf(level: number | 'entries', hashes: number) {
  return Array.from({ length: Math.ceil(hashes / 256) }, (_, index) => {
    const width = Math.min(256, hashes - index * 256)
    const digits = String(index).padStart(index < 1000 ? 3 : index < 1_000_000 ? 6 : 9, '0')
    const name = digits.replace(/\d{3}(?=\d)/g, 'x$&/')
    const path = `tile/${level}/${name}${width < 256 ? `.p/${width}` : ''}`
    return { path, at: index * 256, width }
  })
}

function fullRoots(row: readonly Bytes[]): Bytes[] {
  return Array.from({ length: Math.floor(row.length / 256) }, (_, index) =>
    treeHash(row.slice(index * 256, (index + 1) * 256)),
  )
}

function readBundle(bytes: Bytes): Bytes[] {
  const entries: Bytes[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + bytes.readUInt16BE(at)
    must(end <= bytes.length, 'a bundle that is cut')
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}
