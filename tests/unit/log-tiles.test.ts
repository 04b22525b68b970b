import { describe, expect, test } from 'vitest'
import { leafHash, rootOf, type Hash } from '#lib/core/transparency/merkle'
import { hashesOfTile } from '#lib/core/transparency/tiles'
import { fillTiles, type FullTile } from '#lib/transparency-log/fill-tiles'
import { parseLogKeys } from '#lib/transparency-log/log-keys'
import { readPublished } from '#lib/transparency-log/read-published'
import { aLogKey, aStoreInMemory } from '../support/log'

/** Grows a tree by these steps, keeping only what a database would keep: leaves and full tiles. */
async function grown(steps: readonly number[]) {
  const leaves: Hash[] = []
  const full: FullTile[] = []
  for (const step of steps) {
    const added = Array.from({ length: step }, (_, at) => {
      const entry = new Uint8Array(32)
      new DataView(entry.buffer).setUint32(0, leaves.length + at)
      return leafHash(entry)
    })
    const size = leaves.length
    const tailOf = async (level: number) => {
      const hashes =
        level === 0
          ? leaves
          : full.filter((tile) => tile.level === level - 1).map(({ root }) => root)
      return hashes.slice(Math.floor(hashes.length / 256) * 256)
    }
    full.push(...(await fillTiles(size, added, tailOf)))
    leaves.push(...added)
  }
  return { leaves, full }
}

describe('tiles that fill up', () => {
  test.each([[[255, 1]], [[1, 254, 2, 600]], [[65_000, 535, 1]], [[300, 65_800]]])(
    'by steps of %j are those of the tree, each once, up to the third level',
    async (steps) => {
      const { leaves, full } = await grown(steps)
      let hashes = leaves
      for (let level = 0; hashes.length > 0; level += 1) {
        const tiles = full.filter((tile) => tile.level === level)
        expect(tiles.map(({ number }) => number)).toEqual(
          Array.from({ length: Math.floor(hashes.length / 256) }, (_, at) => at),
        )
        const below = hashes
        hashes = tiles.map(({ number, hashes: bytes, root }) => {
          const own = hashesOfTile(bytes) ?? []
          expect(own).toEqual(below.slice(number * 256, number * 256 + 256))
          expect(root).toEqual(rootOf(own))
          return root
        })
      }
    },
    60_000,
  )
})

describe('the keys in the settings', () => {
  const [one, two, other] = [aLogKey(), aLogKey(), aLogKey('log.example/two')]

  test('are none, one, or several of one log', () => {
    expect(parseLogKeys(' ')).toBeNull()
    expect(parseLogKeys(`${one.secret}, ${two.secret}`)?.vkeys).toEqual([one.vkey, two.vkey])
  })

  test.each([
    ['something else', one.vkey],
    ['keys of two logs', `${one.secret},${other.secret}`],
    ['the same key twice', `${one.secret},${one.secret}`],
  ])('are refused where they are %s, and not said', (_, setting) => {
    expect(() => parseLogKeys(setting)).toThrow(/LOG_SIGNING_KEYS/)
    expect(() => parseLogKeys(setting)).not.toThrow(one.secret)
  })
})

describe('a published file', () => {
  const store = aStoreInMemory()

  test('is the checkpoint, the policy or a tile, with how long it may be kept', async () => {
    await store.write('checkpoint', Buffer.from('c'))
    await store.write('tile/0/000', new Uint8Array(8192).fill(7))
    expect(await readPublished('checkpoint', store)).toMatchObject({
      ...{ contentType: 'text/plain; charset=utf-8', cacheControl: 'public, max-age=5' },
    })
    expect(await readPublished('tile/0/000', store)).toMatchObject({
      contentType: 'application/octet-stream',
      cacheControl: 'public, max-age=31536000, immutable',
    })
  })

  test('that was narrow is the beginning of the full one in its place', async () => {
    expect((await readPublished('tile/0/000.p/3', store))?.bytes).toEqual(
      new Uint8Array(96).fill(7),
    )
  })

  test.each([
    ...['policy', 'tile/0/001', 'tile/0/000.p/0', 'tile/00/000', 'tile/0/x000/000'],
    ...['../secrets.json', 'tile/../checkpoint', 'checkpoint.tmp', '', 'tile'],
  ])('is no other: %j', async (path) => {
    expect(await readPublished(path, store)).toBeNull()
  })
})
