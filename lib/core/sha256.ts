import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of UTF-8 text or bytes, as 64 lower-case hexadecimal characters. */
export function sha256Hex(input: string | Uint8Array): string {
  return bytesToHex(sha256(typeof input === 'string' ? utf8ToBytes(input) : input))
}

/**
 * An evidence record's hashes, both in hexadecimal. entry = SHA-256(record), the 32 bytes that the
 * log publishes; leaf = SHA-256(0x00 ‖ entry), as RFC 6962 section 2.1 hashes a leaf.
 */
export function evidenceHashes(record: string): { entry: string; leaf: string } {
  const entry = sha256Hex(record)
  const leaf = sha256Hex(concatBytes(Uint8Array.of(0), hexToBytes(entry)))
  return { entry, leaf }
}
