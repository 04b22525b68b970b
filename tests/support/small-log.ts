import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { sha256Hex } from '#lib/core/sha256'
import { checkpointBody, signCheckpoint } from '#lib/core/transparency/checkpoint'
import { cosign } from '#lib/core/transparency/cosignature'
import { leafHash, rootOf } from '#lib/core/transparency/merkle'
import { verifierKeyOf, verifierKeyText, type SignerKey } from '#lib/core/transparency/note-keys'
import { signatureLine } from '#lib/core/transparency/signed-note'
import {
  bundlesSince,
  encodeEntries,
  hashOfFullTile,
  tilePath,
  tilesSince,
} from '#lib/core/transparency/tiles'
import { parsePolicy } from '#lib/core/transparency/tlog-policy'
import { tlogProofText } from '#lib/core/transparency/tlog-proof'
import { treesOf } from './trees'

// A small log, always the same, with two witnesses who have both to have seen it.

const key = (name: string, seed: number, type: 1 | 4): SignerKey => ({
  name,
  type,
  seed: new Uint8Array(32).fill(seed),
})

/** The key of the log. */
export const log = key('log.example/touchline', 1, 1)
const witnesses = [key('witness.example/body', 2, 4), key('witness.example/other', 3, 4)]
const vkey = (of: SignerKey) => verifierKeyText(verifierKeyOf(of))

/** Whom its readers believe. */
export const policyText = [
  `log ${vkey(log)}`,
  ...witnesses.map((each, at) => `witness W${at + 1} ${vkey(each)}`),
  'group both all W1 W2',
  'quorum both',
  '',
].join('\n')
const parsed = parsePolicy(policyText)
if (!parsed.ok) throw new Error(parsed.fault)

/** The same, read. */
export const policy = parsed.value

/** How many entries it has. */
export const size = 300

/** As our log's entries are: the SHA-256 of a record. */
export const entries = Array.from({ length: size }, (_, at) =>
  hexToBytes(sha256Hex(`record ${at}`)),
)

/** Its tree at each size. */
export const trees = treesOf(entries.map(leafHash))

/** Its checkpoint at a size, cosigned by both. */
export function signed(of: number): string {
  const checkpoint = { origin: log.name, size: of, root: trees.root(of), extensions: [] }
  const lines = witnesses.map((each) => cosign(checkpointBody(checkpoint), 1_795_608_000, each))
  return signCheckpoint(checkpoint, log) + lines.map(signatureLine).join('')
}

/** Its newest one. */
export const checkpoint = signed(size)

/** The proof of one entry in one file. */
export const proofAt = (index: number, extra: Uint8Array | null = null) =>
  tlogProofText({ extra, index, hashes: trees.inclusion(index, size), checkpoint })

/** One entry. */
export const entryAt = (index: number) => entries[index] ?? new Uint8Array(0)

/** What the log of those entries publishes. */
export function published(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['checkpoint', Buffer.from(checkpoint)]])
  for (const tile of bundlesSince(0, size)) {
    const of = entries.slice(tile.index * 256, tile.index * 256 + tile.width)
    files.set(tilePath(tile), encodeEntries(of))
  }
  for (const tile of tilesSince(0, size)) {
    const hashes = Array.from({ length: tile.width }, (_, at) => {
      const index = tile.index * 256 + at
      if (tile.level === 0) return leafHash(entryAt(index))
      const below = files.get(tilePath({ level: 0, index, width: 256 }))
      return (below && hashOfFullTile(below)) ?? rootOf([])
    })
    files.set(tilePath(tile), concatBytes(...hashes))
  }
  return files
}
