import { isJsonObject, type Json, type JsonObject } from '../core/canonical-json'
import { isAppError } from '../core/errors'
import type { Answer, Call } from './http'
import { invalidParameter } from './zoom-errors'

/** Zoom's answer to a change that it took: nothing at all. */
const taken: Answer = { status: 204 }

/**
 * Takes a change with 204, and makes what of it is not held: that, Zoom leaves as it is and says
 * nothing. A value that it would not take is refused by `apply`, and then nothing is changed.
 */
export function takeChange(
  values: JsonObject,
  isHeld: (path: string) => boolean,
  apply: (kept: JsonObject) => void,
): Answer {
  const kept = Object.entries(values).filter(([path]) => !isHeld(path))
  try {
    if (kept.length > 0) apply(Object.fromEntries(kept))
    return taken
  } catch (error) {
    if (isAppError(error, 'invalid_input')) return invalidParameter('settings')
    throw error
  }
}

/** The object that a request carries; null for anything else. */
export function bodyOf({ text }: Call): JsonObject | null {
  try {
    const body: Json = JSON.parse(text)
    return isJsonObject(body) ? body : null
  } catch {
    return null
  }
}

/** Every single value of a body by its dotted path. */
export function leavesOf(body: JsonObject, under = ''): JsonObject {
  const found: Record<string, Json> = {}
  for (const [key, value] of Object.entries(body)) {
    const path = under === '' ? key : `${under}.${key}`
    if (isJsonObject(value)) Object.assign(found, leavesOf(value, path))
    else found[path] = value
  }
  return found
}
