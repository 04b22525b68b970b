import { codeFrom, normaliseCode } from './typed-code'

/** A governing body's code, to be read out and typed: ten characters, 50 bits. */
const length = 10

/** How many random bytes `joinCodeFrom` takes. */
export const joinCodeBytes = length

/** The code that these random bytes make, five bits of each: `7KQ2M-X4R9D`. */
export const joinCodeFrom = (bytes: Uint8Array) => codeFrom(bytes.slice(0, length))

/** The code as it was meant, however it was typed; null where it cannot be one. */
export const normaliseJoinCode = (typed: string) => normaliseCode(typed, length)
