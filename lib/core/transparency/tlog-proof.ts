import { fromBase64, toBase64 } from './base64'
import { checkCheckpoint, type SignedCheckpoint } from './check-checkpoint'
import type { CheckpointFault } from './checkpoint'
import { fromDecimal } from './decimal'
import { hashLines, parseHashLines } from './hash-lines'
import type { Hash } from './merkle'
import { verifyInclusion, type ProofFault } from './merkle-proofs'
import { bad, good, type Outcome } from './outcome'
import { noteLimits } from './signed-note'
import type { TlogPolicy } from './tlog-policy'

/**
 * That something stands in a log, in one file that needs nobody to be asked
 * (https://c2sp.org/tlog-proof, kept as `.tlog-proof`).
 */
export type TlogProof = {
  /** Bytes that nothing vouches for. None of ours. */
  readonly extra: Uint8Array | null
  readonly index: number
  /** The leaf's sibling first. */
  readonly hashes: readonly Hash[]
  /** The checkpoint as its log and witnesses signed it, verbatim. */
  readonly checkpoint: string
}

const firstLine = 'c2sp.org/tlog-proof@v1'

/** The proof as a file. */
export function tlogProofText({ extra, index, hashes, checkpoint }: TlogProof): string {
  const extraLine = extra ? `extra ${toBase64(extra)}\n` : ''
  return `${firstLine}\n${extraLine}index ${index}\n${hashLines(hashes)}\n${checkpoint}`
}

/** Reads such a file strictly: written again it is the same to the byte. The note is not read yet. */
export function parseTlogProof(text: string): Outcome<TlogProof, 'malformed_proof'> {
  const end = text.indexOf('\n\n')
  if (end < 0 || text.length > noteLimits.characters) return bad('malformed_proof')
  const [first, ...lines] = text.slice(0, end).split('\n')
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : null
  const extra = typeof extraText === 'string' ? fromBase64(extraText) : null
  if (first !== firstLine || (typeof extraText === 'string' && !extra))
    return bad('malformed_proof')
  const [, indexText = ''] = /^index (.*)$/.exec(lines[0] ?? '') ?? []
  const index = fromDecimal(indexText)
  const hashes = parseHashLines(lines.slice(1))
  if (index === null || !hashes) return bad('malformed_proof')
  return good({ extra, index, hashes, checkpoint: text.slice(end + 2) })
}

/**
 * Says whether a leaf stands in a log that the policy believes: the checkpoint's signatures, the
 * witnesses, and the way from the leaf to the root. The leaf's hash is the caller's own.
 */
export function verifyTlogProof(
  text: string,
  leaf: Hash,
  policy: TlogPolicy,
): Outcome<
  SignedCheckpoint & { readonly index: number },
  'malformed_proof' | CheckpointFault | 'quorum_not_met' | ProofFault
> {
  const proof = parseTlogProof(text)
  if (!proof.ok) return proof
  const opened = checkCheckpoint(proof.value.checkpoint, policy)
  if (!opened.ok) return opened
  const { index, hashes } = proof.value
  const { size, root } = opened.value.checkpoint
  const included = verifyInclusion({ index, size, leaf, proof: hashes, root })
  return included.ok ? good({ ...opened.value, index }) : included
}
