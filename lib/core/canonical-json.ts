import canonicalize from 'canonicalize'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json }

/** RFC 8785 (JCS) text of a JSON value. Throws on what JSON cannot hold (undefined, NaN). */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('Not a JSON value.')
  return text
}

/** A value as JSON holds it: what is undefined in an object is not there. */
export function asJson(value: object): Json {
  const json: Json = JSON.parse(JSON.stringify(value))
  return json
}

/** True for a JSON object: neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
