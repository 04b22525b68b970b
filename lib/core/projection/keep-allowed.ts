import { isJsonObject, type Json, type JsonObject } from '../canonical-json'
import { isPlainValue } from './plain-value'
import { isPresence, numberOf, presenceOf } from './presence'

/**
 * What may be kept at one place: how it is set (`value`), whether it is there at all (`presence`), the
 * same of what is a text and nothing else (`text`), how many are in a list of people (`number`), or
 * parts of it by their names.
 */
export type Allowed = 'value' | 'presence' | 'text' | 'number' | { readonly [key: string]: Allowed }

/**
 * Keeps what is allowed, where it is. A part that is not an object is left out, as if absent; a
 * value that is no plain one becomes its presence, so nothing hides behind an allowed name.
 */
export function keepAllowed(allowed: Allowed, value: Json): Json | undefined {
  if (allowed === 'presence') return presenceOf(value)
  if (allowed === 'text') return isTextOrKept(value) ? presenceOf(value) : undefined
  if (allowed === 'number') return numberOf(value)
  if (allowed === 'value') return isPlainValue(value) ? value : presenceOf(value)
  if (!isJsonObject(value)) return undefined
  return keepParts(allowed, value)
}

/** That there is a list where a passcode should be says nothing of a passcode. */
const isTextOrKept = (value: Json) =>
  value === null || typeof value === 'string' || isPresence(value)

function keepParts(allowed: { readonly [key: string]: Allowed }, value: JsonObject): JsonObject {
  const kept: Record<string, Json> = {}
  for (const [key, allowedPart] of Object.entries(allowed)) {
    const part = Object.hasOwn(value, key) ? value[key] : undefined
    const keptPart = part === undefined ? undefined : keepAllowed(allowedPart, part)
    if (keptPart !== undefined) kept[key] = keptPart
  }
  return kept
}
