import { hashLength, rootOf, type Hash } from '../core/transparency/merkle'
import { tileWidth } from '../core/transparency/tiles'

/** A tile that filled up: 256 hashes, and the hash of the tree over them, for the level above. */
export type FullTile = {
  readonly level: number
  readonly number: number
  readonly hashes: Uint8Array
  readonly root: Hash
}

/**
 * The tiles that fill up when leaves with these hashes follow those of a tree of `size`, the lowest
 * level first. `tailOf` gives the hashes of a level's last tile, which is not full; it is asked only
 * of levels to which something is added.
 */
export async function fillTiles(
  size: number,
  leaves: readonly Hash[],
  tailOf: (level: number) => Promise<readonly Hash[]>,
): Promise<FullTile[]> {
  const full: FullTile[] = []
  let added: readonly Hash[] = leaves
  for (let level = 0; added.length > 0; level += 1) {
    const hashes = [...(await tailOf(level)), ...added]
    const first = Math.floor(size / tileWidth ** (level + 1))
    const above: Hash[] = []
    for (let from = 0; from + tileWidth <= hashes.length; from += tileWidth) {
      const inTile = hashes.slice(from, from + tileWidth)
      const root = rootOf(inTile)
      full.push({ level, number: first + above.length, hashes: bytesOf(inTile), root })
      above.push(root)
    }
    added = above
  }
  return full
}

/** Hashes one after the other, as a tile holds them. */
export function bytesOf(hashes: readonly Hash[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * hashLength)
  hashes.forEach((hash, at) => bytes.set(hash, at * hashLength))
  return bytes
}
