import { isJsonObject, type Json } from '#lib/core/canonical-json'

export type Leaf = { path: string; value: Json }

/** Everything that is no object, by dotted path; `[]` stands for any item. An empty list is one. */
export function leavesOf(value: Json, path = ''): Leaf[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item: Json) => leavesOf(item, `${path}[]`))
  }
  if (!isJsonObject(value)) return [{ path, value }]
  return Object.entries(value).flatMap(([key, part]) =>
    leavesOf(part, path === '' ? key : `${path}.${key}`),
  )
}
