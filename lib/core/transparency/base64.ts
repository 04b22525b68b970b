/** Standard base 64 with padding (RFC 4648 section 4), as notes, checkpoints and proofs write it. */
export function toBase64(bytes: Uint8Array): string {
  let octets = ''
  for (const byte of bytes) octets += String.fromCharCode(byte)
  return btoa(octets)
}

/**
 * The bytes of a base 64 text, or null. Each value has one text only: spare bits that are not zero,
 * missing padding and white space are refused, so that nothing can be said in two ways.
 */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  return toBase64(bytes) === text ? bytes : null
}
