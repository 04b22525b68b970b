import { fromBase64, toBase64 } from './base64'
import { fromDecimal } from './decimal'
import { hashLength, type Hash } from './merkle'
import { ed25519Verifier, signText, type SignerKey, type VerifierKey } from './note-keys'
import { bad, good, type Outcome } from './outcome'
import { noteText, parseNote, verifyNote, type NoteFault, type SignedNote } from './signed-note'

/** The head of a log at one size (https://c2sp.org/tlog-checkpoint@v1.0.0). */
export type Checkpoint = {
  /** Which log: a name, not an address that has to answer. */
  readonly origin: string
  readonly size: number
  readonly root: Hash
  /** Lines behind the three, of which nobody but the log knows what they say. None of ours. */
  readonly extensions: readonly string[]
}

/** `origin`, `size`, `base64(root)` and any extension lines, a line each. */
export function checkpointBody({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), toBase64(root), ...extensions].map((line) => `${line}\n`).join('')
}

/** Reads the text of a note as a checkpoint, strictly: written again it is the same to the byte. */
export function parseCheckpointBody(text: string): Outcome<Checkpoint, 'malformed_checkpoint'> {
  if (!text.endsWith('\n')) return bad('malformed_checkpoint')
  const lines = text.slice(0, -1).split('\n')
  const [origin = '', sizeText = '', rootText = '', ...extensions] = lines
  const [size, root] = [fromDecimal(sizeText), fromBase64(rootText)]
  if (lines.some((line) => line === '') || size === null) return bad('malformed_checkpoint')
  if (root?.length !== hashLength) return bad('malformed_checkpoint')
  return good({ origin, size, root, extensions })
}

/** A checkpoint as a note, signed by the log's key, with room for others' lines behind it. */
export function signCheckpoint(checkpoint: Checkpoint, key: SignerKey): string {
  const text = checkpointBody(checkpoint)
  return noteText({ text, signatures: [signText(text, key)] })
}

export type CheckpointFault =
  NoteFault | 'malformed_checkpoint' | 'unknown_log' | 'no_known_key' | 'bad_signature'

/** A note that holds a checkpoint. Nothing in it was verified. */
export type ReadCheckpoint = { readonly note: SignedNote; readonly checkpoint: Checkpoint }

/** Reads a signed checkpoint without verifying any signature. */
export function parseCheckpoint(
  input: string | Uint8Array,
): Outcome<ReadCheckpoint, NoteFault | 'malformed_checkpoint'> {
  const note = parseNote(input)
  if (!note.ok) return note
  const checkpoint = parseCheckpointBody(note.value.text)
  if (!checkpoint.ok) return checkpoint
  return good({ note: note.value, checkpoint: checkpoint.value })
}

/**
 * A checkpoint that one of these logs signed. A log is known by its origin, which is its key's name:
 * another log's key does not vouch for it.
 */
export function openCheckpoint(
  input: string | Uint8Array,
  logs: readonly VerifierKey[],
): Outcome<ReadCheckpoint & { readonly signedBy: readonly VerifierKey[] }, CheckpointFault> {
  const read = parseCheckpoint(input)
  if (!read.ok) return read
  const ofOrigin = logs.filter((key) => key.name === read.value.checkpoint.origin)
  if (ofOrigin.length === 0) return bad('unknown_log')
  const verified = verifyNote(read.value.note, ofOrigin.map(ed25519Verifier))
  if (!verified.ok) return verified
  const signedBy = new Set(verified.value.map(({ verifier }) => verifier.key))
  return good({ ...read.value, signedBy: [...signedBy] })
}
