import { fromDecimal } from './decimal'
import { hashLength, rootOf, type Hash, type Node } from './merkle'

/**
 * The tree as files that never change (https://c2sp.org/tlog-tiles): each tile is up to 256 hashes
 * of one level of every eighth level of the tree, or the entries under a tile of level 0.
 */
export type Tile = {
  /** 0 holds leaves' hashes; one more, the roots of 256 of the level below. */
  readonly level: number | 'entries'
  readonly index: number
  /** Hashes, or entries, in it: 1 to 256. */
  readonly width: number
}

/** Hashes in a tile that is full. */
export const tileWidth = 256
/** Levels of the tree from one level of tiles to the next. */
export const tileHeight = 8

/** Where a tile is served, below the log's own address: `tile/0/x001/067`, or `….p/112`. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const parts = padded.match(/.{3}/g) ?? []
  const name = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/')
  return `tile/${level}/${name}${width < tileWidth ? `.p/${width}` : ''}`
}

/** The tile that a path names, or null. Each tile has one path. */
export function parseTilePath(path: string): Tile | null {
  const form = /^tile\/([0-9]+|entries)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/
  const [, levelText = '', name = '', widthText] = form.exec(path) ?? []
  const level = levelText === 'entries' ? ('entries' as const) : fromDecimal(levelText)
  const index = Number(name.replace(/[x/]/g, ''))
  const width = widthText === undefined ? tileWidth : fromDecimal(widthText)
  if (level === null || width === null || width < 1 || !Number.isSafeInteger(index)) return null
  if (level !== 'entries' && level > 63) return null
  const tile = { level, index, width }
  return tilePath(tile) === path ? tile : null
}

/** True where a tree of this size has that tile: a full one, or the partial one at its right edge. */
export function hasTile(size: number, { level, index, width }: Tile): boolean {
  const hashes = Math.floor(size / tileWidth ** (level === 'entries' ? 0 : level))
  const inTile = Math.min(tileWidth, hashes - index * tileWidth)
  return inTile > 0 && (width === tileWidth ? inTile === tileWidth : width === inTile)
}

/**
 * The tiles of hashes that a tree of `size` has and one of `oldSize` had not, the lowest level first:
 * those that filled up, and the partial one at the right edge of each level.
 */
export function tilesSince(oldSize: number, size: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; tileWidth ** level <= size; level += 1) {
    tiles.push(...tilesOfLevel(level, oldSize, size))
  }
  return tiles
}

/** The same of bundles of entries. */
export function bundlesSince(oldSize: number, size: number): Tile[] {
  return tilesOfLevel(0, oldSize, size).map((tile) => ({ ...tile, level: 'entries' }))
}

/** The tile that holds a full subtree's hash, or the hashes that make it, in a tree of `size`. */
export function tileOfNode({ level, index }: Node, size: number): Tile & { level: number } {
  const tileLevel = Math.floor(level / tileHeight)
  const ofTile = 2 ** (tileHeight - (level % tileHeight))
  const tileIndex = Math.floor(index / ofTile)
  const hashes = Math.floor(size / tileWidth ** tileLevel)
  const width = Math.min(tileWidth, hashes - tileIndex * tileWidth)
  return { level: tileLevel, index: tileIndex, width }
}

/** The tiles that these full subtrees are read from, each once: what a proof has to fetch. */
export function tilesOfNodes(nodes: readonly Node[], size: number): Tile[] {
  const tiles = nodes.map((node) => tileOfNode(node, size))
  return [...new Map(tiles.map((tile) => [tilePath(tile), tile])).values()]
}

/** A full subtree's hash from its tile's bytes; null where those are too few. */
export function hashFromTile({ level, index }: Node, tile: Uint8Array): Hash | null {
  const count = 2 ** (level % tileHeight)
  const start = (index * count) % tileWidth
  const hashes = hashesOfTile(tile)
  if (!hashes || hashes.length < start + count) return null
  return rootOf(hashes.slice(start, start + count))
}

/** The hashes of a tile's bytes, or null where they are not whole hashes, or more than 256. */
export function hashesOfTile(bytes: Uint8Array): Hash[] | null {
  const count = bytes.length / hashLength
  if (!Number.isInteger(count) || count < 1 || count > tileWidth) return null
  return Array.from({ length: count }, (_, at) =>
    bytes.subarray(at * hashLength, (at + 1) * hashLength),
  )
}

/** The hash that stands for a full tile in the level above it. */
export function hashOfFullTile(bytes: Uint8Array): Hash | null {
  const hashes = hashesOfTile(bytes)
  return hashes?.length === tileWidth ? rootOf(hashes) : null
}

/** Entries, each behind its length as two bytes, the high one first. At most 65,535 bytes each. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > 0xff_ff) throw new RangeError('An entry is at most 65,535 bytes long.')
    bytes.set([entry.length >> 8, entry.length & 0xff], at)
    bytes.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bytes
}

/** The entries of a bundle, or null where its bytes do not end with an entry's end. */
export function decodeEntries(bytes: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const [high, low] = [bytes[at], bytes[at + 1]]
    if (high === undefined || low === undefined) return null
    const end = at + 2 + high * 256 + low
    if (end > bytes.length) return null
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}

function tilesOfLevel(level: number, oldSize: number, size: number) {
  const [before, now] = [oldSize, size].map((each) => Math.floor(each / tileWidth ** level))
  const tiles: (Tile & { level: number })[] = []
  if (now === undefined || before === undefined || now <= before) return tiles
  for (let index = Math.floor(before / tileWidth); index * tileWidth < now; index += 1) {
    tiles.push({ level, index, width: Math.min(tileWidth, now - index * tileWidth) })
  }
  return tiles
}
