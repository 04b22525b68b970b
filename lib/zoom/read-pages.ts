import { z } from 'zod'
import type { CouldNotCheckReason } from '../core/readings'
import type { ZoomClient } from './client'
import { page_size_max, pages_max } from './limits'

export type WholeList<Item> =
  | { readonly ok: true; readonly items: readonly Item[] }
  | { readonly ok: false; readonly reason: CouldNotCheckReason }

type Asked<Item> = {
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Under which key a page has its items. */
  readonly key: string
  /** Undefined for one that counts for nothing, null for one that cannot be made sense of. */
  readonly read: (item: unknown) => Item | undefined | null
}

const nextPage = z.looseObject({ next_page_token: z.string().nullish() })

/**
 * A whole list of Zoom's, page by page, or why it is not whole: one with a gap says nothing of who is
 * missing. Zoom takes the token of a next page for a quarter of an hour. Where it refuses one, the
 * list is begun anew, once.
 */
export async function readPages<Item>(
  client: ZoomClient,
  asked: Asked<Item>,
): Promise<WholeList<Item>> {
  const list = await readOnce(client, asked)
  if (list !== 'begin_anew') return list
  const again = await readOnce(client, asked)
  return again === 'begin_anew' ? { ok: false, reason: 'zoom_down' } : again
}

async function readOnce<Item>(
  client: ZoomClient,
  { path, query: fixed = {}, key, read }: Asked<Item>,
): Promise<WholeList<Item> | 'begin_anew'> {
  const unreadable = { ok: false, reason: 'unreadable_body' } as const
  const items: Item[] = []
  const tokens = new Set<string>()
  let query: Record<string, string> = { ...fixed, page_size: String(page_size_max) }
  while (tokens.size < pages_max) {
    const answer = await client.get(path, query)
    if (!answer.ok) {
      const { reason, again } = answer.failure
      const isTokenRefused = tokens.size > 0 && reason === 'zoom_down' && again === 'never'
      return isTokenRefused ? 'begin_anew' : { ok: false, reason }
    }
    const listed = answer.body[key]
    const page = nextPage.safeParse(answer.body)
    if (!Array.isArray(listed) || !page.success) return unreadable
    for (const each of listed) {
      const item = read(each)
      if (item === null) return unreadable
      if (item !== undefined) items.push(item)
    }
    const next = page.data.next_page_token
    if (!next) return { ok: true, items }
    if (tokens.has(next)) break
    tokens.add(next)
    query = { ...query, next_page_token: next }
  }
  return unreadable
}
