/**
 * A governing body's code, to be read out and typed: ten characters of Crockford's base 32
 * (https://www.crockford.com/base32.html), 50 bits, which has no I, L, O or U.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 10
const half = length / 2
const shape = new RegExp(`^[${alphabet}]{${length}}$`)

/** How many random bytes `joinCodeFrom` takes. */
export const joinCodeBytes = length

/** The code that these random bytes make, five bits of each: `7KQ2M-X4R9D`. */
export function joinCodeFrom(bytes: Uint8Array): string {
  const code = Array.from(bytes.slice(0, length), (byte) => alphabet.charAt(byte & 31)).join('')
  return `${code.slice(0, half)}-${code.slice(half)}`
}

/**
 * The code as it was meant, however it was typed: capitals, without spaces and hyphens, O as 0, I
 * and L as 1. Null where it cannot be one.
 */
export function normaliseJoinCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return shape.test(code) ? code : null
}
