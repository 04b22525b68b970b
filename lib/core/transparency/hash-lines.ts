import { fromBase64, toBase64 } from './base64'
import { hashLength, type Hash } from './merkle'

/** More hashes than any proof has: a tree has fewer than 2^63 leaves. */
export const proofLinesMax = 63

/** A proof's hashes as lines of base 64, the newline of the last included. */
export function hashLines(hashes: readonly Hash[]): string {
  return hashes.map((hash) => `${toBase64(hash)}\n`).join('')
}

/** Those hashes from their lines, or null where one is none, or there are too many. */
export function parseHashLines(lines: readonly string[]): Hash[] | null {
  if (lines.length > proofLinesMax) return null
  const hashes = lines.map(fromBase64).filter((hash) => hash?.length === hashLength)
  return hashes.length === lines.length ? hashes.filter((hash) => hash !== null) : null
}
