/** How long Zoom takes a token for the next page. */
const pageToken_ms = 15 * 60_000

/** What a page is of: a token for another list, order or size is refused. */
export type Page = { of: string; size: number }

/** What to ask for the next page with; empty where there is none. */
export const pageToken = (page: Page, from: number, all: number, now: Date): string =>
  from + page.size < all
    ? Buffer.from(JSON.stringify({ ...page, from: from + page.size, at: now.getTime() })).toString(
        'base64url',
      )
    : ''

/** Where the page begins; null for a token that is too old, or of another list. */
export function startOfPage(token: string | null, page: Page, now: Date): number | null {
  if (!token) return 0
  try {
    const said: Page & { from: number; at: number } = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    )
    const same = said.of === page.of && said.size === page.size
    const fresh = now.getTime() - said.at < pageToken_ms
    return same && fresh && Number.isSafeInteger(said.from) ? said.from : null
  } catch {
    return null
  }
}

const page_size = { usual: 30, max: 300 }

/** How many are asked for a page; null for what Zoom refuses. */
export function pageSizeOf(query: URLSearchParams): number | null {
  const size = Number(query.get('page_size') ?? page_size.usual)
  return Number.isInteger(size) && size >= 1 && size <= page_size.max ? size : null
}
