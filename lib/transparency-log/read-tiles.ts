import { and, asc, gte, inArray, lt, or, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { entries, tiles } from '#db/schema/log'
import { hashLength, leafHash, type Hash } from '../core/transparency/merkle'
import { encodeEntries, tileWidth, type Tile } from '../core/transparency/tiles'
import { bytesOf } from './fill-tiles'

/** How many tiles one question names at most. */
const tiles_max = 500

/**
 * The bytes of tiles of hashes, in the order asked. Full ones stand as they are; those at the right
 * edge are made of what is below them. Throws where the log has not so much.
 */
export async function readTiles(tx: Tx, wanted: readonly HashTile[]): Promise<Uint8Array[]> {
  const full = await readFull(
    tx,
    wanted.filter(({ width }) => width === tileWidth),
  )
  const found: Uint8Array[] = []
  for (const tile of wanted) {
    const bytes =
      tile.width === tileWidth ? full.get(keyOf(tile)) : bytesOf(await readPartial(tx, tile))
    if (bytes?.length !== tile.width * hashLength) {
      throw new Error(`The log has no tile ${keyOf(tile)} of width ${tile.width}`)
    }
    found.push(bytes)
  }
  return found
}

/** A bundle of entries as tlog-tiles serves it. */
export async function readBundle(tx: Tx, { index, width }: Tile): Promise<Uint8Array> {
  const start = index * tileWidth
  const found = await readEntries(tx, start, start + width)
  if (found.length !== width) throw new Error(`The log has no entries up to ${start + width}`)
  return encodeEntries(found)
}

/** Entries from `start` to before `end`, as many as there are. */
async function readEntries(tx: Tx, start: number, end: number): Promise<Uint8Array[]> {
  const rows = await tx
    .select({ entry: entries.entry })
    .from(entries)
    .where(and(gte(entries.index, start), lt(entries.index, end)))
    .orderBy(asc(entries.index))
  return rows.map(({ entry }) => entry)
}

/** The hashes at the right edge of a level in a tree of `size`: of its tile that is not full. */
export async function readTail(tx: Tx, level: number, size: number): Promise<Hash[]> {
  const hashes = Math.floor(size / tileWidth ** level)
  const width = hashes % tileWidth
  if (width === 0) return []
  return readPartial(tx, { level, index: Math.floor(hashes / tileWidth), width })
}

type HashTile = Tile & { readonly level: number }

const keyOf = ({ level, index }: HashTile) => `${level}/${index}`

async function readFull(tx: Tx, wanted: readonly HashTile[]): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  for (let from = 0; from < wanted.length; from += tiles_max) {
    const some = wanted.slice(from, from + tiles_max)
    const levels = [...new Set(some.map(({ level }) => level))]
    const named = levels.map((level) => {
      const numbers = some.filter((tile) => tile.level === level).map(({ index }) => index)
      return and(eq(tiles.level, level), inArray(tiles.number, numbers))
    })
    const rows = await tx
      .select({ level: tiles.level, index: tiles.number, hashes: tiles.hashes })
      .from(tiles)
      .where(or(...named))
    for (const { hashes, ...row } of rows) found.set(`${row.level}/${row.index}`, hashes)
  }
  return found
}

async function readPartial(tx: Tx, { level, index, width }: HashTile): Promise<Hash[]> {
  const start = index * tileWidth
  if (level === 0) return (await readEntries(tx, start, start + width)).map(leafHash)
  const rows = await tx
    .select({ root: tiles.root })
    .from(tiles)
    .where(
      and(eq(tiles.level, level - 1), gte(tiles.number, start), lt(tiles.number, start + width)),
    )
    .orderBy(asc(tiles.number))
  return rows.map(({ root }) => root)
}
