/** A part of a path, whatever it holds. */
export const part = (value: string): string => encodeURIComponent(value)

/** The path with what of the query was given: neither `undefined` nor nothing. */
export const withQuery = (path: string, query: Record<string, string | undefined>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1])
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}
