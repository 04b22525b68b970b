import type { Json } from '../canonical-json'

/**
 * The words that Zoom's settings choose between, such as `host`, `jbh_only` or `VIRGINIA`: letters
 * and underscores. A passcode, key, link, address, name of two words or number in text is none.
 */
const word = /^[A-Za-z][A-Za-z_]{0,59}$/

/** The choices that have a figure in them, and the single digits that Zoom sends as text. */
const wordWithFigure = /^(e2ee|\d{1,2})$/

/** The numbers of meetings and personal rooms have nine figures or more; no size or limit has. */
const number_max = 99_999_999

/** True for a value that says how something is set and so cannot be a secret or name a person. */
export function isPlainValue(value: Json): value is boolean | number | string | null {
  if (typeof value === 'string') {
    return value === '' || word.test(value) || wordWithFigure.test(value)
  }
  if (typeof value === 'number') return Math.abs(value) <= number_max
  return value === null || typeof value === 'boolean'
}
