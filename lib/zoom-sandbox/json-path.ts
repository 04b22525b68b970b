import { isJsonObject, type Json, type JsonObject } from '../core/canonical-json'

/** The value at a path of keys joined by dots; undefined where there is none. */
export function valueAt(body: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = body
  for (const key of path.split('.')) {
    value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  }
  return value
}

/** A copy with this value at the path. Null takes the key out, as where Zoom does not send it. */
export const withValue = (body: JsonObject, path: string, value: Json): JsonObject =>
  put(body, path.split('.'), value)

function put(body: JsonObject, [key = '', ...rest]: readonly string[], value: Json): JsonObject {
  const { [key]: inside, ...others } = body
  if (rest.length === 0) return value === null ? others : { ...body, [key]: value }
  if (value === null && !isJsonObject(inside)) return body
  return { ...body, [key]: put(isJsonObject(inside) ? inside : {}, rest, value) }
}

/** The same for each entry of `values`. */
export const withValues = (body: JsonObject, values: JsonObject): JsonObject =>
  Object.entries(values).reduce((copy, [path, value]) => withValue(copy, path, value), body)
