/**
 * Codes to be read out and typed: Crockford's base 32 (https://www.crockford.com/base32.html), five
 * bits a character, which has no I, L, O or U.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** As many characters as there are bytes, in two halves: `7KQ2M-X4R9D`. */
export function codeFrom(bytes: Uint8Array): string {
  const code = Array.from(bytes, (byte) => alphabet.charAt(byte & 31)).join('')
  const half = Math.ceil(code.length / 2)
  return `${code.slice(0, half)}-${code.slice(half)}`
}

/**
 * A code of `length` characters as it was meant, however it was typed: capitals, without spaces and
 * hyphens, O as 0, I and L as 1. Null where it cannot be one.
 */
export function normaliseCode(typed: string, length: number): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const known = Array.from(code).every((character) => alphabet.includes(character))
  return known && code.length === length ? code : null
}
