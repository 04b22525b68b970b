import { canonicalJson, isJsonObject, type JsonObject } from '../core/canonical-json'

/** What differs between two bodies, as each has it: whole lists, and single values. */
export function changedLeaves(
  before: JsonObject,
  after: JsonObject,
): { was: JsonObject; is: JsonObject } {
  const was: Record<string, JsonObject[string]> = {}
  const is: Record<string, JsonObject[string]> = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key], after[key]]
    if (isJsonObject(old) && isJsonObject(now)) {
      const inside = changedLeaves(old, now)
      if (Object.keys(inside.was).length > 0) was[key] = inside.was
      if (Object.keys(inside.is).length > 0) is[key] = inside.is
    } else if (canonicalJson(old ?? null) !== canonicalJson(now ?? null)) {
      if (old !== undefined) was[key] = old
      if (now !== undefined) is[key] = now
    }
  }
  return { was, is }
}
