import { isJsonObject, type Json, type JsonObject } from '../canonical-json'

/** What stands in the place of a secret: whether there was one, and no more. */
export function presenceOf(value: Json): JsonObject {
  if (isPresence(value)) return value
  return { present: !isEmpty(value) }
}

/**
 * What stands in the place of people, whom Zoom names in one text by address or id with semicolons
 * between them: how many there are, each counted once however it is written, and no more.
 */
export function numberOf(value: Json): JsonObject {
  if (isNumber(value)) return value
  if (typeof value !== 'string') return presenceOf(value)
  const named = value.split(/[;,]/).map((each) => each.trim().toLowerCase())
  const count = new Set(named.filter((each) => each !== '')).size
  return count === 0 ? { present: false } : { present: true, count: Math.min(count, people_max) }
}

/** More than anybody names for one meeting, and fewer than any number that is somebody's. */
const people_max = 1000

const isNumber = (value: Json): value is JsonObject =>
  isJsonObject(value) &&
  Object.keys(value).length === 2 &&
  value['present'] === true &&
  typeof value['count'] === 'number' &&
  value['count'] <= people_max

/** What an earlier projection left. */
export const isPresence = (value: Json): value is JsonObject =>
  isJsonObject(value) && Object.keys(value).length === 1 && typeof value['present'] === 'boolean'

function isEmpty(value: Json): boolean {
  if (value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return isJsonObject(value) && Object.keys(value).length === 0
}
