import type { Tx } from '#db/tenant'
import { joined, nodeHash, nodesOf, type Hash, type Node } from '../core/transparency/merkle'
import { hashesOfTile, tileHeight, tileOfNode, type Tile } from '../core/transparency/tiles'
import { readTiles } from './read-tiles'

/**
 * The hashes of full subtrees of the tree of `size`, from the tiles that hold them: each tile is read
 * and hashed once, however many of its hashes are asked for.
 */
export async function readHashes(
  tx: Tx,
  nodes: readonly Node[],
  size: number,
): Promise<(node: Node) => Hash> {
  const wanted = new Map<string, Tile & { level: number }>()
  for (const node of nodes) {
    const tile = tileOfNode(node, size)
    wanted.set(`${tile.level}/${tile.index}`, tile)
  }
  const bytes = await readTiles(tx, [...wanted.values()])
  const trees = new Map([...wanted.keys()].map((key, at) => [key, treeOf(bytes[at])]))
  return (node) => {
    const tile = tileOfNode(node, size)
    const height = node.level % tileHeight
    const inTile = node.index % 2 ** (tileHeight - height)
    const hash = trees.get(`${tile.level}/${tile.index}`)?.[height]?.[inTile]
    if (!hash) throw new Error(`No hash of ${node.level}/${node.index} in a tree of ${size}`)
    return hash
  }
}

/** The root of the tree of the log's first `size` entries. Throws where it has not so many. */
export async function readRoot(tx: Tx, size: number): Promise<Hash> {
  const nodes = nodesOf({ start: 0, end: size })
  return joined(nodes.map(await readHashes(tx, nodes, size)))
}

/** Every full subtree of a tile, from its hashes up. */
function treeOf(bytes: Uint8Array | undefined): Hash[][] {
  const levels: Hash[][] = [(bytes && hashesOfTile(bytes)) ?? []]
  for (let below = levels[0] ?? []; below.length > 1;) {
    const level: Hash[] = []
    for (let at = 0; at + 1 < below.length; at += 2) {
      const [left, right] = [below[at], below[at + 1]]
      if (left && right) level.push(nodeHash(left, right))
    }
    levels.push(level)
    below = level
  }
  return levels
}
