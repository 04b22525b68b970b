export type Search = Readonly<Record<string, string | string[] | undefined>>

/** What an address asks for by a name; undefined where it asks for nothing, or twice. */
export function askedText(search: Search, name: string): string | undefined {
  const value = search[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Which page of a list an address asks for. */
export const askedPage = (search: Search) => ({
  after: askedText(search, 'after'),
  before: askedText(search, 'before'),
})
