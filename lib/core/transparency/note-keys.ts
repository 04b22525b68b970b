import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64, toBase64 } from './base64'
import { bad, good, type Outcome } from './outcome'
import { isKeyName, type NoteSignature, type NoteVerifier } from './signed-note'

/** The two kinds of signature that are read and written here (https://c2sp.org/signed-note). */
export const signatureTypes = { ed25519: 0x01, cosignature: 0x04 } as const
export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes]

/** A public key with its name: what a policy trusts. */
export type VerifierKey = {
  readonly name: string
  readonly type: SignatureType
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Uint8Array
}

/** A secret key with its name. The seed is the 32 bytes that RFC 8032 calls the private key. */
export type SignerKey = {
  readonly name: string
  readonly type: SignatureType
  readonly seed: Uint8Array
}

export type KeyFault = 'malformed_key' | 'unknown_type' | 'wrong_key_id'

/** SHA-256(name ‖ newline ‖ type ‖ public key), its first four bytes in hexadecimal. */
export function keyIdOf({ name, type, publicKey }: VerifierKey): string {
  const input = concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(type), publicKey)
  return bytesToHex(sha256(input).subarray(0, 4))
}

/** `name+id+base64(type ‖ public key)`, as keys are told to others. */
export function verifierKeyText(key: VerifierKey): string {
  const base64 = toBase64(concatBytes(Uint8Array.of(key.type), key.publicKey))
  return `${key.name}+${keyIdOf(key)}+${base64}`
}

/** Reads a verifier key strictly. Kinds other than the two above are refused and not guessed at. */
export function parseVerifierKey(text: string): Outcome<VerifierKey, KeyFault> {
  const parsed = parseKey(text)
  if (!parsed.ok) return parsed
  const { name, type, keyId, bytes } = parsed.value
  if (!isPublicKey(bytes)) return bad('malformed_key')
  const key = { name, type, publicKey: bytes }
  return keyIdOf(key) === keyId ? good(key) : bad('wrong_key_id')
}

/** The public half of a secret key. */
export function verifierKeyOf({ name, type, seed }: SignerKey): VerifierKey {
  return { name, type, publicKey: ed25519.getPublicKey(seed) }
}

const secretPrefix = 'PRIVATE+KEY+'

/** `PRIVATE+KEY+name+id+base64(type ‖ seed)`, as Go's sumdb/note keeps a secret key. */
export function signerKeyText(key: SignerKey): string {
  const base64 = toBase64(concatBytes(Uint8Array.of(key.type), key.seed))
  return `${secretPrefix}${key.name}+${keyIdOf(verifierKeyOf(key))}+${base64}`
}

/** Reads what `signerKeyText` wrote. No fault holds any part of it. */
export function parseSignerKey(text: string): Outcome<SignerKey, KeyFault> {
  if (!text.startsWith(secretPrefix)) return bad('malformed_key')
  const parsed = parseKey(text.slice(secretPrefix.length))
  if (!parsed.ok) return parsed
  const { name, type, keyId, bytes } = parsed.value
  if (bytes.length !== 32) return bad('malformed_key')
  const key = { name, type, seed: bytes }
  return keyIdOf(verifierKeyOf(key)) === keyId ? good(key) : bad('wrong_key_id')
}

/** Verifies plain Ed25519 signatures (0x01) of one key over a note's text. */
export function ed25519Verifier(key: VerifierKey): NoteVerifier & { readonly key: VerifierKey } {
  return {
    key,
    name: key.name,
    keyId: keyIdOf(key),
    verify: (text, signature) => verifies(key.publicKey, utf8ToBytes(text), signature),
  }
}

/** The signature (0x01) of a note's text. Ed25519 is deterministic: same text, same bytes. */
export function signText(text: string, key: SignerKey): NoteSignature {
  const keyId = keyIdOf(verifierKeyOf(key))
  return { name: key.name, keyId, signature: ed25519.sign(utf8ToBytes(text), key.seed) }
}

/** RFC 8032 verification in its strict form, in which one signature has one set of bytes. */
export function verifies(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) {
  if (signature.length !== 64 || publicKey.length !== 32) return false
  return ed25519.verify(signature, message, publicKey, { zip215: false })
}

function parseKey(text: string) {
  const parts = text.split('+')
  const [name = '', keyId = ''] = parts
  // Base 64 has plus signs of its own; names and ids have none.
  const bytes = fromBase64(parts.slice(2).join('+'))
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(keyId) || !bytes) return bad('malformed_key')
  const type = Object.values(signatureTypes).find((each) => each === bytes[0])
  if (type === undefined) return bad('unknown_type')
  return good({ name, keyId, type, bytes: bytes.subarray(1) })
}

/** 32 bytes that stand for a point, and for none of the few under which anything might be signed. */
function isPublicKey(bytes: Uint8Array): boolean {
  if (bytes.length !== 32 || !ed25519.utils.isValidPublicKey(bytes, false)) return false
  return !ed25519.Point.fromBytes(bytes, false).isSmallOrder()
}
