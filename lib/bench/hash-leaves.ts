import { createHash, createPublicKey, verify } from 'node:crypto'
import { checkpointBody, signCheckpoint } from '../core/transparency/checkpoint'
import {
  appended,
  emptyFrontier,
  frontierRoot,
  leafHash,
  nodeHash,
  type Hash,
} from '../core/transparency/merkle'
import { signText, verifierKeyOf, type SignerKey } from '../core/transparency/note-keys'
import { tlogProofText, verifyTlogProof } from '../core/transparency/tlog-proof'
import { beside, type Figure } from './figure'

const leaves_count = 100_000
const proofs_count = 200
const rounds = { rounds: 5, warmUp: 2 } as const

/**
 * The log's own arithmetic, in the JavaScript that a page runs as well: growing a tree by 100,000
 * entries, beside hashing the same bytes as often with OpenSSL; and verifying proofs in that tree
 * against a policy, beside verifying as many Ed25519 signatures of the same text with OpenSSL.
 */
export async function benchHashLeaves(): Promise<Figure[]> {
  const entry = new Uint8Array(32).fill(7)
  const grown = await beside({
    name: 'leaves-hashed',
    n: leaves_count,
    ...rounds,
    figure: () => grow(entry),
    floor: () => hashAsOften(entry),
  })
  return [grown, await benchProofs(entry)]
}

function grow(entry: Uint8Array): Hash {
  let frontier = emptyFrontier
  for (let count = 0; count < leaves_count; count += 1) {
    frontier = appended(frontier, leafHash(entry))
  }
  return frontierRoot(frontier)
}

/** Each leaf once, and a node for each leaf but the first: as many as a tree has. */
function hashAsOften(entry: Uint8Array): void {
  const [leaf, node] = [Buffer.concat([Buffer.of(0), entry]), Buffer.alloc(65, 1)]
  for (let count = 0; count < leaves_count; count += 1) {
    createHash('sha256').update(leaf).digest()
    createHash('sha256').update(node).digest()
  }
}

function benchProofs(entry: Uint8Array): Promise<Figure> {
  const key: SignerKey = { name: 'log.example', type: 0x01, seed: new Uint8Array(32).fill(1) }
  // Of 2^16 equal leaves every proof is the same: each level's node twice.
  const hashes = [leafHash(entry)]
  for (let level = 0; level < 16; level += 1) {
    const below = hashes.at(-1) ?? entry
    hashes.push(nodeHash(below, below))
  }
  const root = hashes.pop() ?? entry
  const checkpoint = { origin: key.name, size: 2 ** 16, root, extensions: [] }
  const note = signCheckpoint(checkpoint, key)
  const publicKey = verifierKeyOf(key).publicKey
  const policy = { logs: [{ key: verifierKeyOf(key), url: null }], witnesses: [], groups: [] }
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  const opened = createPublicKey({ key: der, format: 'der', type: 'spki' })
  const text = checkpointBody(checkpoint)
  const [body, { signature }] = [Buffer.from(text), signText(text, key)]
  return beside({
    name: 'proofs-verified',
    n: proofs_count,
    ...rounds,
    figure: () => {
      for (let index = 0; index < proofs_count; index += 1) {
        const proof = tlogProofText({ extra: null, index, hashes, checkpoint: note })
        const verified = verifyTlogProof(proof, leafHash(entry), { ...policy, quorum: null })
        if (!verified.ok) throw new Error(verified.fault)
      }
    },
    floor: () => {
      for (let count = 0; count < proofs_count; count += 1) verify(null, body, opened, signature)
    },
  })
}
