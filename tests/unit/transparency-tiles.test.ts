import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { rootOf, nodesOf, type Hash, type Node } from '#lib/core/transparency/merkle'
import {
  consistencyRanges,
  inclusionRanges,
  proofOf,
  verifyConsistency,
  verifyInclusion,
} from '#lib/core/transparency/merkle-proofs'
import {
  bundlesSince,
  decodeEntries,
  encodeEntries,
  hashFromTile,
  hashOfFullTile,
  hasTile,
  parseTilePath,
  tileOfNode,
  tilePath,
  tilesOfNodes,
  tilesSince,
  type Tile,
} from '#lib/core/transparency/tiles'
import { leafData, leavesOf } from '../support/trees'

describe('a tile’s path', () => {
  test.each<[string, Tile]>([
    ['tile/0/x001/x234/067', { level: 0, index: 1234067, width: 256 }],
    ['tile/0/273.p/112', { level: 0, index: 273, width: 112 }],
    ['tile/2/000.p/1', { level: 2, index: 0, width: 1 }],
    ['tile/entries/x001/000', { level: 'entries', index: 1000, width: 256 }],
    ['tile/63/999', { level: 63, index: 999, width: 256 }],
  ])('is %s', (path, tile) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual(tile)
  })

  test.each([
    ...['tile/00/000', 'tile/64/000', 'tile/0/0', 'tile/0/x000/001', 'tile/0/001/x000'],
    ...['tile/0/000.p/0', 'tile/0/000.p/256', 'tile/0/000.p/01', 'tile/0/000.p/', '/tile/0/000'],
    ...['tile/0/000/', 'tile/-1/000', 'tile/entries/../000', 'tile/0/x001', 'tile/0/x001/067.p/1/'],
    'tile/0/x999/x999/x999/x999/x999/999',
  ])('is not %s', (path) => {
    expect(parseTilePath(path)).toBe(null)
  })
})

/** A log's folder: what a tree of each size in `sizes` published, in that order. */
function published(leaves: readonly Hash[], sizes: readonly number[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const hashAt = (level: number, index: number): Hash => {
    if (level === 0) return leaves[index] ?? new Uint8Array(0)
    const full = { level: level - 1, index, width: 256 }
    return hashOfFullTile(files.get(tilePath(full)) ?? new Uint8Array(0)) ?? new Uint8Array(0)
  }
  let oldSize = 0
  for (const size of sizes) {
    for (const tile of tilesSince(oldSize, size)) {
      const level = Number(tile.level)
      const hashes = Array.from({ length: tile.width }, (_, at) =>
        hashAt(level, tile.index * 256 + at),
      )
      files.set(tilePath(tile), concatBytes(...hashes))
    }
    oldSize = size
  }
  return files
}

describe('the tiles of a tree', () => {
  test('of 70,000 are those of the specification', () => {
    const tiles = tilesSince(0, 70_000)
    const fullAt = (level: number) =>
      tiles.filter((t) => t.level === level && t.width === 256).length
    expect([fullAt(0), fullAt(1), fullAt(2)]).toEqual([273, 1, 0])
    expect(tiles.filter((tile) => tile.width < 256).map(tilePath)).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ])
    expect(tilesSince(0, 256).map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
    expect(tiles.every((tile) => hasTile(70_000, tile))).toBe(true)
    expect(hasTile(70_000, { level: 0, index: 273, width: 256 })).toBe(false)
    expect(hasTile(70_000, { level: 0, index: 273, width: 111 })).toBe(false)
    expect(hasTile(70_000, { level: 3, index: 0, width: 1 })).toBe(false)
  })

  test('since an earlier size are those that changed', () => {
    expect(tilesSince(255, 257).map(tilePath)).toEqual([
      'tile/0/000',
      'tile/0/001.p/1',
      'tile/1/000.p/1',
    ])
    expect(tilesSince(300, 300)).toEqual([])
    expect(bundlesSince(256, 600).map(tilePath)).toEqual([
      'tile/entries/001',
      'tile/entries/002.p/88',
    ])
  })

  test('give every proof, from their bytes alone', () => {
    const sizes = [1, 3, 255, 256, 257, 700]
    const leaves = leavesOf(700)
    const files = published(leaves, sizes)
    const size = 700
    const hashAt = (node: Node): Hash => {
      const tile = files.get(tilePath(tileOfNode(node, size)))
      const hash = tile && hashFromTile(node, tile)
      if (!hash) throw new Error('The tile is not there.')
      return hash
    }
    const root = rootOf(leaves)
    for (let index = 0; index < size; index += 9) {
      const proof = proofOf(inclusionRanges(index, size), hashAt)
      const leaf = leaves[index] ?? root
      expect(verifyInclusion({ index, size, leaf, proof, root }).ok).toBe(true)
    }
    for (const oldSize of sizes) {
      const oldRoot = rootOf(leaves.slice(0, oldSize))
      const proof = proofOf(consistencyRanges(oldSize, size), hashAt)
      expect(verifyConsistency({ oldSize, newSize: size, oldRoot, newRoot: root, proof }).ok).toBe(
        true,
      )
    }
  })

  test('that a proof needs are few, and are there', () => {
    const size = 20_852_163
    const nodes = inclusionRanges(1_234_567, size).flatMap(nodesOf)
    const tiles = tilesOfNodes(nodes, size)
    expect(tiles.length).toBeLessThan(10)
    expect(tiles.every((tile) => hasTile(size, tile))).toBe(true)
  })
})

describe('a bundle of entries', () => {
  const entries = [leafData(1), new Uint8Array(0), new Uint8Array(300).fill(7)]

  test('is read back', () => {
    const bytes = encodeEntries(entries)
    expect(bytesToHex(bytes.subarray(0, 14))).toBe('000800000000000000010000012c')
    expect(decodeEntries(bytes)?.map(bytesToHex)).toEqual(entries.map(bytesToHex))
    expect(decodeEntries(new Uint8Array(0))).toEqual([])
  })

  test('that is cut anywhere but at an entry’s end is refused', () => {
    const bytes = encodeEntries(entries)
    const whole = Array.from({ length: bytes.length + 1 }, (_, at) => at).filter((at) =>
      decodeEntries(bytes.subarray(0, at)),
    )
    expect(whole).toEqual([0, 10, 12, 314])
  })

  test('takes no entry longer than its length can say', () => {
    expect(() => encodeEntries([new Uint8Array(65_536)])).toThrow(RangeError)
  })
})
