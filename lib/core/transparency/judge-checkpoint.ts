import { openCheckpoint, type Checkpoint } from './checkpoint'
import { emptyRoot, sameHash } from './merkle'
import { verifyConsistency } from './merkle-proofs'
import { keyIdOf, type VerifierKey } from './note-keys'
import { bad, good, type Outcome } from './outcome'
import { noteText } from './signed-note'
import type { AddCheckpoint } from './witness-request'

/** The largest tree of a log that a witness has cosigned. */
export type Seen = Pick<Checkpoint, 'size' | 'root'>

/** A checkpoint that a witness may be asked about. */
export type Asked = {
  readonly checkpoint: Checkpoint
  /** What the witness cosigns. */
  readonly body: string
  /** The checkpoint's note with the signatures that were verified, and no others. */
  readonly note: string
}

/**
 * Verifies that a log signed the checkpoint it sent, before anything is looked up: 404 for a log
 * that this witness does not know, 403 where its signature is missing or bad.
 */
export function openAsked(
  checkpoint: string,
  logs: readonly VerifierKey[],
): Outcome<Asked, 'malformed' | 'unknown_log' | 'unsigned'> {
  const opened = openCheckpoint(checkpoint, logs)
  if (!opened.ok) {
    if (opened.fault === 'unknown_log') return bad('unknown_log')
    const unsigned = opened.fault === 'bad_signature' || opened.fault === 'no_known_key'
    return bad(unsigned ? 'unsigned' : 'malformed')
  }
  const { note, signedBy } = opened.value
  const keyIds = signedBy.map(keyIdOf)
  const signatures = note.signatures.filter(
    ({ name, keyId }) => name === opened.value.checkpoint.origin && keyIds.includes(keyId),
  )
  return good({
    checkpoint: opened.value.checkpoint,
    body: note.text,
    note: noteText({ text: note.text, signatures }),
  })
}

/**
 * Says by an HTTP status whether a witness that has seen `seen` of a log may cosign this checkpoint
 * of it, in the order of checks of https://c2sp.org/tlog-witness: never a smaller tree (409), never
 * one that did not grow out of what it saw (422).
 */
export function judgeCheckpoint(
  { oldSize, proof }: AddCheckpoint,
  { size, root }: Checkpoint,
  seen: Seen | null,
): 200 | 400 | 409 | 422 {
  if (oldSize > size) return 400
  if (oldSize !== (seen?.size ?? 0)) return 409
  if (size === 0 && !sameHash(root, emptyRoot)) return 422
  if (oldSize === 0 || !seen) return proof.length === 0 ? 200 : 422
  const claim = { oldSize, newSize: size, oldRoot: seen.root, newRoot: root, proof }
  return verifyConsistency(claim).ok ? 200 : 422
}
