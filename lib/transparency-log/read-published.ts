import {
  decodeEntries,
  encodeEntries,
  parseTilePath,
  tilePath,
  tileWidth,
  type Tile,
} from '../core/transparency/tiles'
import { hashLength } from '../core/transparency/merkle'
import { checkpointPath } from './goes-on'
import { logStore, type LogStore } from './log-store'
import { policyPath } from './public-policy'

/** A file of the log as it is served: its bytes, what they are, and whether they ever change. */
export type Published = {
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly cacheControl: string
}

const text = 'text/plain; charset=utf-8'
/** What changes is kept for a few seconds, what does not for a year. */
const briefly = 'public, max-age=5'
const forever = 'public, max-age=31536000, immutable'

/**
 * What the log publishes at an address below `/log`: `checkpoint`, `policy`, or a tile. Null for
 * everything else: no other file can be named.
 */
export async function readPublished(
  path: string,
  store: LogStore = logStore(),
): Promise<Published | null> {
  if (path === checkpointPath || path === policyPath) {
    const bytes = await store.read(path)
    return bytes && { bytes, contentType: text, cacheControl: briefly }
  }
  const tile = parseTilePath(path)
  const bytes = tile && ((await store.read(path)) ?? (await beginningOf(tile, store)))
  return bytes && { bytes, contentType: 'application/octet-stream', cacheControl: forever }
}

/** A narrow tile in whose place a full one stands now is that one's beginning. */
async function beginningOf(tile: Tile, store: LogStore): Promise<Uint8Array | null> {
  if (tile.width === tileWidth) return null
  const full = await store.read(tilePath({ ...tile, width: tileWidth }))
  if (!full) return null
  if (tile.level !== 'entries') return full.subarray(0, tile.width * hashLength)
  return encodeEntries((decodeEntries(full) ?? []).slice(0, tile.width))
}
