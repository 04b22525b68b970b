import { isJsonObject, type Json, type JsonObject } from '../canonical-json'

/** What stands in the place of a secret: whether there was one, and no more. */
export function presenceOf(value: Json): JsonObject {
  if (isPresence(value)) return value
  return { present: !isEmpty(value) }
}

/** What an earlier projection left. */
export const isPresence = (value: Json): value is JsonObject =>
  isJsonObject(value) && Object.keys(value).length === 1 && typeof value['present'] === 'boolean'

function isEmpty(value: Json): boolean {
  if (value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return isJsonObject(value) && Object.keys(value).length === 0
}
