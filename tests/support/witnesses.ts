import { bytesToHex } from '@noble/hashes/utils.js'
import { checkpointBody, signCheckpoint } from '#lib/core/transparency/checkpoint'
import { parseNote } from '#lib/core/transparency/signed-note'
import { nodeHash, type Hash } from '#lib/core/transparency/merkle'
import { verifierKeyOf, type SignerKey } from '#lib/core/transparency/note-keys'
import { addCheckpointText } from '#lib/core/transparency/witness-request'
import { leavesOf, treesOf } from './trees'

const seedOf = (byte: number) => new Uint8Array(32).fill(byte)

/** A log's key, and the key of a witness. */
export const logKey: SignerKey = { name: 'log.example/touchline', type: 1, seed: seedOf(1) }
export const witnessKey: SignerKey = { name: 'witness.example/body', type: 4, seed: seedOf(2) }
export const logs = [verifierKeyOf(logKey)]

/** Two histories of one log that are the same up to `forkAt` leaves and differ from there on. */
export function forkedTrees(count: number, forkAt: number) {
  const leaves = leavesOf(count)
  const others = leaves.map((leaf, at): Hash => (at < forkAt ? leaf : nodeHash(leaf, leaf)))
  return [treesOf(leaves), treesOf(others)] as const
}

export type Trees = ReturnType<typeof treesOf>

const signedBefore = new Map<string, string>()

/** The checkpoint of one of these trees as its log signs it, which takes a while the first time. */
export function signedAt(trees: Trees, size: number, key = logKey): string {
  const checkpoint = { origin: key.name, size, root: trees.root(size), extensions: [] }
  const named = `${checkpointBody(checkpoint)}${bytesToHex(key.seed)}`
  const note = signedBefore.get(named) ?? signCheckpoint(checkpoint, key)
  signedBefore.set(named, note)
  return note
}

/** What the log sends to a witness that has seen `oldSize`. */
export function requestTo(trees: Trees, oldSize: number, size: number): string {
  const proof = oldSize > 0 ? trees.consistency(oldSize, size) : []
  return addCheckpointText({ oldSize, proof, checkpoint: signedAt(trees, size) })
}

/** The text of a signed checkpoint without its signatures. */
export function bodyOf(note: string): string {
  const read = parseNote(note)
  if (!read.ok) throw new Error(read.fault)
  return read.value.text
}
