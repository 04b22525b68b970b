import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { utf8Text } from '../utf8-text'
import { fromBase64, toBase64 } from './base64'
import { bad, good, type Outcome } from './outcome'

/**
 * Signed notes (https://c2sp.org/signed-note@v1.0.0): a text that ends in a newline, an empty line,
 * then a line `— name base64(key id ‖ signature)` for each signature.
 */
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** One signature as it stands in a note. Nothing is known of it before it was verified. */
export type NoteSignature = {
  readonly name: string
  /** Four bytes in hexadecimal, which with the name say whose key made it, and of what kind. */
  readonly keyId: string
  readonly signature: Uint8Array
}

/** More is refused: the specification asks for at least 16 signatures, Go's reader stops at 100. */
export const noteLimits = { signatures: 100, characters: 1_000_000 } as const

export type NoteFault =
  'too_long' | 'not_utf8' | 'control_character' | 'no_signatures' | 'malformed_signature'

/** Reads a note strictly. One that is written again with `noteText` is the same to the byte. */
export function parseNote(input: string | Uint8Array): Outcome<SignedNote, NoteFault> {
  if (input.length > noteLimits.characters) return bad('too_long')
  const whole = typeof input === 'string' ? input : utf8Text(input)
  if (whole === null || /\p{Surrogate}/u.test(whole)) return bad('not_utf8')
  if (hasControlCharacter(whole)) return bad('control_character')
  const end = whole.lastIndexOf('\n\n')
  if (end < 0 || !whole.endsWith('\n')) return bad('no_signatures')
  const lines = whole.slice(end + 2, -1).split('\n')
  if (lines.length > noteLimits.signatures) return bad('too_long')
  if (lines[0] === '') return bad('no_signatures')
  const signatures = parseSignatureLines(lines)
  return signatures
    ? good({ text: whole.slice(0, end + 1), signatures })
    : bad('malformed_signature')
}

/** Lines without their newlines, such as a witness answers with. Null where one is not a signature. */
export function parseSignatureLines(lines: readonly string[]): NoteSignature[] | null {
  const signatures = lines.map(parseSignatureLine).filter((each) => each !== null)
  return signatures.length === lines.length ? signatures : null
}

/** The note's own text: exactly what was read, or what others will read. */
export function noteText({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`
}

/** One signature as a line of a note, its newline included. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(concatBytes(hexToBytes(keyId), signature))}\n`
}

/** Something that knows one key, and how that key signs a text. */
export type NoteVerifier = {
  readonly name: string
  readonly keyId: string
  verify(text: string, signature: Uint8Array): boolean
}

/**
 * The signatures of known keys. Those of others are passed over, even where they share a name or an
 * id with one that is known; one bad signature of a known key refuses the whole note.
 */
export function verifyNote<Verifier extends NoteVerifier>(
  note: SignedNote,
  verifiers: readonly Verifier[],
): Outcome<
  { readonly verifier: Verifier; readonly signature: Uint8Array }[],
  'bad_signature' | 'no_known_key'
> {
  const known = note.signatures.flatMap(({ name, keyId, signature }) => {
    const ofKey = verifiers.filter((each) => each.name === name && each.keyId === keyId)
    return ofKey.map((verifier) => ({ verifier, signature }))
  })
  if (known.length === 0) return bad('no_known_key')
  const allHold = known.every(({ verifier, signature }) => verifier.verify(note.text, signature))
  return allHold ? good(known) : bad('bad_signature')
}

/** A key's name: not empty, without white space and plus signs. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}+]+$/u.test(name) && !hasControlCharacter(name)
}

function parseSignatureLine(line: string): NoteSignature | null {
  const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? []
  const bytes = base64 && fromBase64(base64)
  if (!name || !isKeyName(name) || !bytes || bytes.length < 5) return null
  return { name, keyId: bytesToHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) }
}

function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((each) => each < ' ' && each !== '\n')
}
