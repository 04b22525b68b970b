import type { Tx } from '#db/tenant'
import {
  bundlesSince,
  tilePath,
  tilesSince,
  tileWidth,
  type Tile,
} from '../core/transparency/tiles'
import type { LogStore } from './log-store'
import { readBundle, readTiles } from './read-tiles'

/** Tiles read at once. */
const tiles_max = 64

/** Writes the tiles and bundles of entries that a tree of `size` has and one of `before` had not. */
export async function writeTiles(
  tx: Tx,
  store: LogStore,
  before: number,
  size: number,
): Promise<void> {
  const wanted = tilesSince(before, size).filter(isOfHashes)
  for (let from = 0; from < wanted.length; from += tiles_max) {
    const some = wanted.slice(from, from + tiles_max)
    const bytes = await readTiles(tx, some)
    for (const [at, tile] of some.entries()) {
      await store.write(tilePath(tile), bytes[at] ?? new Uint8Array())
    }
  }
  const bundles = bundlesSince(before, size)
  for (const bundle of bundles) await store.write(tilePath(bundle), await readBundle(tx, bundle))
}

/**
 * Takes away the narrow tiles in whose place a full one stands now, once the checkpoint that needed
 * them is no longer the published one: whoever still wants one reads the beginning of the full one.
 */
export async function removeNarrow(store: LogStore, before: number, size: number): Promise<void> {
  for (const tile of [...tilesSince(before, size), ...bundlesSince(before, size)]) {
    if (tile.width === tileWidth) await store.remove(`${tilePath(tile)}.p`)
  }
}

const isOfHashes = (tile: Tile): tile is Tile & { level: number } => tile.level !== 'entries'
