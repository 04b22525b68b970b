import { ed25519 } from '@noble/curves/ed25519.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { isCount } from './decimal'
import { keyIdOf, verifierKeyOf, verifies, type SignerKey, type VerifierKey } from './note-keys'
import type { NoteSignature, NoteVerifier } from './signed-note'

/**
 * A witness's word, in its Ed25519 form 0x04 (https://c2sp.org/tlog-cosignature): that at this time
 * this was the largest tree of the log that it had seen, and that it grew out of all before it. The
 * signature is the time as eight bytes, then 64 bytes over the text below.
 */
const timeLength = 8

/** What is signed: a first line that no other signature has, the time, and the checkpoint's text. */
export function cosignedText(time: number, body: string): string {
  return `cosignature/v1\ntime ${time}\n${body}`
}

/** Cosigns a checkpoint's text at a time in seconds since 1970. */
export function cosign(body: string, time: number, key: SignerKey): NoteSignature {
  if (key.type !== 0x04) throw new TypeError('A checkpoint is cosigned with a key for that alone.')
  if (!isCount(time) || time === 0) throw new RangeError('A cosignature needs a time.')
  const timeBytes = new Uint8Array(timeLength)
  new DataView(timeBytes.buffer).setBigUint64(0, BigInt(time))
  const signed = ed25519.sign(utf8ToBytes(cosignedText(time, body)), key.seed)
  const keyId = keyIdOf(verifierKeyOf(key))
  return { name: key.name, keyId, signature: concatBytes(timeBytes, signed) }
}

/** When it was cosigned, in seconds since 1970; null where that cannot be a time. */
export function cosignatureTime(signature: Uint8Array): number | null {
  if (signature.length !== timeLength + 64) return null
  const view = new DataView(signature.buffer, signature.byteOffset, timeLength)
  const time = Number(view.getBigUint64(0))
  return isCount(time) && time > 0 ? time : null
}

/** Verifies the cosignatures of one witness over a checkpoint's text. */
export function cosignatureVerifier(
  key: VerifierKey,
): NoteVerifier & { readonly key: VerifierKey } {
  return {
    key,
    name: key.name,
    keyId: keyIdOf(key),
    verify: (body, signature) => {
      const time = cosignatureTime(signature)
      if (time === null || key.type !== 0x04) return false
      const message = utf8ToBytes(cosignedText(time, body))
      return verifies(key.publicKey, message, signature.subarray(timeLength))
    },
  }
}
