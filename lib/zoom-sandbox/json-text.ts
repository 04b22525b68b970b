import type { Json } from '../core/canonical-json'
import { AppError } from '../core/errors'

/** The value that a form sends as JSON. Throws `invalid_input`. */
export function jsonOf(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid_input', 'The value is no JSON.')
  }
}
